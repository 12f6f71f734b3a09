"""A training step and a forward pass of nnU-Net's networks in PyTorch, driven line by line by `make bench`.

The first line of the standard input is a JSON object with the settings, every further one a command: `step N`,
`forward N` or `memory`. Each is answered by one line of JSON.
"""

import json
import resource
import sys
import time

try:
    import torch
    import torch.nn.functional as functional
    from dynamic_network_architectures.architectures.primus import Primus
    from dynamic_network_architectures.architectures.unet import ResidualEncoderUNet
    from safetensors.torch import load_file
except ImportError as error:
    print(json.dumps({"missing": error.name or str(error)}), flush=True)
    sys.exit(0)

from importlib.metadata import version

SMOOTH = 1e-5
SMALLEST = 1e-8


def residual_u_net(architecture, inputs, outputs):
    if architecture["kind"] != "residual-encoder":
        raise SystemExit(f"a U-Net of the kind {architecture['kind']} isn't compared")
    return ResidualEncoderUNet(
        input_channels=inputs,
        n_stages=len(architecture["features"]),
        features_per_stage=architecture["features"],
        conv_op=torch.nn.Conv3d,
        kernel_sizes=architecture["kernels"],
        strides=architecture["strides"],
        n_blocks_per_stage=architecture["blocks"],
        num_classes=outputs,
        n_conv_per_stage_decoder=architecture["decoderConvs"],
        conv_bias=True,
        norm_op=torch.nn.InstanceNorm3d,
        norm_op_kwargs={"eps": 1e-5, "affine": True},
        nonlin=torch.nn.LeakyReLU,
        nonlin_kwargs={"inplace": True},
        deep_supervision=True,
    )


def primus(architecture, inputs, outputs):
    size = architecture["size"]
    return Primus(
        inputs,
        size["width"],
        (8, 8, 8),
        outputs,
        size["depth"],
        size["heads"],
        architecture["patch"],
        num_register_tokens=size["registers"],
        drop_path_rate=0,
        init_values=0.1,
        scale_attn_inner=True,
    )


NETWORKS = {"U_NET": residual_u_net, "PRIMUS": primus}


def network(settings):
    build = NETWORKS[settings["subject"]]
    model = build(settings["architecture"], settings["inputChannels"], settings["outputChannels"])
    given = load_file(settings["weights"])
    own = dict(model.named_parameters())
    if given.keys() != own.keys():
        raise SystemExit(f"the networks differ in these weights: {sorted(given.keys() ^ own.keys())}")
    with torch.no_grad():
        for name, parameter in own.items():
            if parameter.shape != given[name].shape:
                raise SystemExit(f"{name} is {list(parameter.shape)} here and {list(given[name].shape)} there")
            parameter.copy_(given[name])
    return model


def targets(full, strides):
    """The class map at the resolution of every head, as the loader makes them: the middle voxel of each cell."""
    maps = [full.long()]
    cell = [1, 1, 1]
    for stride in strides[1:-1]:
        cell = [size * step for size, step in zip(cell, stride)]
        maps.append(full[:, :, cell[0] // 2 :: cell[0], cell[1] // 2 :: cell[1], cell[2] // 2 :: cell[2]].long())
    return maps


def dice_cross_entropy(logits, target):
    """nnU-Net's loss of one head: Dice per sample over the foreground, and cross-entropy."""
    logits = logits.float()
    cross_entropy = functional.cross_entropy(logits, target[:, 0])
    axes = tuple(range(2, logits.ndim))
    probabilities = torch.softmax(logits, 1)[:, 1:]
    with torch.no_grad():
        reference = torch.zeros(logits.shape, dtype=torch.bool).scatter_(1, target, 1)[:, 1:]
        in_reference = reference.sum(axes)
    overlap = (probabilities * reference).sum(axes)
    total = probabilities.sum(axes) + in_reference + SMOOTH
    dice = (2 * overlap + SMOOTH) / torch.clip(total, SMALLEST)
    return cross_entropy - dice.mean()


def update_rule(settings, parameters):
    """The optimiser as nnU-Net's trainers make it."""
    rule = settings["optimizer"]
    if "momentum" in rule:
        return torch.optim.SGD(
            parameters,
            settings["learningRate"],
            momentum=rule["momentum"],
            nesterov=rule["nesterov"],
            weight_decay=rule["weightDecay"],
        )
    return torch.optim.AdamW(
        parameters,
        settings["learningRate"],
        betas=(rule["beta1"], rule["beta2"]),
        eps=rule["eps"],
        weight_decay=rule["weightDecay"],
        fused=True,
    )


class Peer:
    def __init__(self, settings):
        torch.set_num_threads(settings["threads"])
        batch = load_file(settings["batch"])
        self.model = network(settings)
        self.image = batch["image"]
        self.targets = targets(batch["target"], settings["architecture"].get("strides", []))
        self.bfloat16 = settings["precision"] == "BF16"
        self.clip = settings["optimizer"]["clipNorm"]
        self.optimizer = update_rule(settings, self.model.parameters())
        # Halved from head to head, none for the coarsest, 1 together.
        shares = [2.0**-head for head in range(len(self.targets) - 1)] or [1.0]
        self.shares = [share / sum(shares) for share in shares]

    def autocast(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16)

    def heads(self):
        """The logits, those of full resolution first."""
        logits = self.model(self.image)
        return logits if isinstance(logits, (list, tuple)) else [logits]

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        with self.autocast():
            heads = self.heads()
            loss = sum(
                share * dice_cross_entropy(head, target)
                for share, head, target in zip(self.shares, heads, self.targets)
            )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.clip)
        self.optimizer.step()
        return loss.item()

    def forward(self):
        with torch.no_grad(), self.autocast():
            logits = self.heads()[0]
        return float(logits.float().numpy()[0, 0, 0, 0, 0])

    def timed(self, operation, times):
        self.model.train(operation == self.step)
        seconds, values = [], []
        before = time.process_time()
        for _ in range(times):
            begin = time.perf_counter()
            values.append(operation())
            seconds.append(time.perf_counter() - begin)
        cpu = (time.process_time() - before) / times
        return {"seconds": seconds, "cpuSeconds": cpu, "values": values}

    def answer(self, command, *arguments):
        if command == "memory":
            return {"peakBytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
        return self.timed({"step": self.step, "forward": self.forward}[command], int(arguments[0]))


def versions():
    return (
        f"PyTorch {torch.__version__}, dynamic-network-architectures {version('dynamic-network-architectures')},"
        f" Python {sys.version.split()[0]}"
    )


def description():
    one_dnn = [line.split("MKL-DNN ")[1] for line in torch.__config__.show().splitlines() if "MKL-DNN" in line]
    return (
        f"{versions()}, oneDNN {', '.join(one_dnn)}, {torch.backends.cpu.get_cpu_capability()},"
        f" {torch.get_num_threads()} threads"
    )


def main():
    if sys.argv[1:] == ["--versions"]:
        print(json.dumps({"versions": versions()}), flush=True)
        return
    peer = Peer(json.loads(sys.stdin.readline()))
    print(json.dumps({"description": description()}), flush=True)
    for line in sys.stdin:
        print(json.dumps(peer.answer(*line.split())), flush=True)


if __name__ == "__main__":
    main()
