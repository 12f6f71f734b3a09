package org.voxelbench.datasets.download;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A server of HTTP/1.1 that says and sends whatever a test wants, true or not. */
public final class RawServer implements AutoCloseable {

  private final ServerSocket socket;
  private final Function<Request, Answer> behaviour;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /**
   * What was asked.
   *
   * @param headers by their names in small letters
   */
  public record Request(String path, Map<String, String> headers) {

    /** The header Range; empty if there is none. */
    String range() {
      return headers.getOrDefault("range", "");
    }

    /** The first byte that is asked for. */
    int from() {
      return range().isEmpty() ? 0 : Integer.parseInt(range().replaceAll("bytes=(\\d+)-.*", "$1"));
    }

    /** One after the last byte that is asked for. */
    int to(int length) {
      String last = range().replaceAll("bytes=\\d+-", "");
      return last.isEmpty() ? length : Integer.parseInt(last) + 1;
    }
  }

  /**
   * What is answered.
   *
   * @param stalls whether the connection stays open, silent, after the body
   */
  public record Answer(int status, Map<String, String> headers, byte[] body, boolean stalls) {

    public static Answer of(int status, String... headers) {
      Answer answer = new Answer(status, new LinkedHashMap<>(), new byte[0], false);
      for (int i = 0; i < headers.length; i += 2) {
        answer.headers.put(headers[i], headers[i + 1]);
      }
      return answer;
    }

    public Answer with(byte[] content) {
      return new Answer(status, headers, content, stalls);
    }

    /** Only the first bytes come, whatever the headers say. */
    Answer cutAfter(int bytes) {
      return with(Arrays.copyOf(body, Math.min(bytes, body.length)));
    }

    Answer stalling() {
      return new Answer(status, headers, body, true);
    }
  }

  public RawServer(Function<Request, Answer> behaviour) throws IOException {
    this.behaviour = behaviour;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  public URI url(String path) {
    return URI.create("http://localhost:" + socket.getLocalPort() + path);
  }

  public List<Request> requests() {
    return requests;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread thread = new Thread(() -> serve(connection), "raw-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      String first = in.readLine();
      if (first == null) {
        return;
      }
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      Request request = new Request(first.split(" ")[1], headers);
      requests.add(request);
      send(connection.getOutputStream(), behaviour.apply(request));
    } catch (IOException e) {
      // The client has gone, as it may.
    }
  }

  private void send(OutputStream out, Answer answer) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Answer\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Connection: close\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(answer.body());
    out.flush();
    if (answer.stalls()) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
