package org.voxelbench.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Reads the doc comments of records from the project's sources, with the JDK's own parser. */
final class RecordComments {

  private final SourceTree sources;
  private final Map<Path, Map<String, RecordComment>> read = new LinkedHashMap<>();

  RecordComments(SourceTree sources) {
    this.sources = sources;
  }

  /** The comment of a record, which may stand in another class. */
  RecordComment of(Class<?> type) {
    Class<?> outermost = type;
    while (outermost.getEnclosingClass() != null) {
      outermost = outermost.getEnclosingClass();
    }
    Path source = sources.file(outermost);
    return read.computeIfAbsent(source, RecordComments::comments).get(type.getSimpleName());
  }

  private static Map<String, RecordComment> comments(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, RecordComment> comments = new LinkedHashMap<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        new TreePathScanner<Void, Void>() {
          @Override
          public Void visitClass(ClassTree type, Void nothing) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment != null) {
              comments.put(type.getSimpleName().toString(), comment(comment));
            }
            return super.visitClass(type, nothing);
          }
        }.scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return comments;
  }

  private static RecordComment comment(DocCommentTree comment) {
    Map<String, String> components = new LinkedHashMap<>();
    for (DocTree tag : comment.getBlockTags()) {
      if (tag instanceof ParamTree param && !param.isTypeParameter()) {
        components.put(param.getName().getName().toString(), markdown(param.getDescription()));
      }
    }
    return new RecordComment(markdown(comment.getFirstSentence()), components);
  }

  private static String markdown(List<? extends DocTree> text) {
    return text.stream()
        .map(RecordComments::markdown)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String markdown(DocTree part) {
    if (part instanceof LiteralTree literal) {
      String body = literal.getBody().getBody().strip();
      return part.getKind() == DocTree.Kind.CODE ? '`' + body + '`' : body;
    }
    if (part instanceof LinkTree link) {
      return link.getLabel().isEmpty()
          ? '`' + link.getReference().getSignature() + '`'
          : markdown(link.getLabel());
    }
    return part.toString();
  }
}
