"""Writes primus.json: parameter counts of Primus, and logits and gradients of a small one.

Run with dynamic-network-architectures 0.4.4, timm 1.0.22 and torch 2.10:
    python primus.py > primus.json
Weights and input follow formulas, so that the file needs to hold results alone.
"""

import json

import torch
from dynamic_network_architectures.architectures.primus import _PRIMUS_CONFIGS, Primus
from dynamic_network_architectures.building_blocks import eva

PRIMUS_M_PATCH = (160, 160, 160)
SHAPE = [2, 2, 16, 24, 16]
EVERY = 97
KEPT = [[7, 0, 5], [2, 9, 4]]
OPTIONS = {"drop_path_rate": 0.2, "init_values": 0.1, "scale_attn_inner": True}


def wave(shape, shift):
    """0.3 sin(0.7 i + 0.013 i^2 + shift) in C order, rounded to float32."""
    n = int(torch.tensor(shape).prod())
    i = torch.arange(n, dtype=torch.float64)
    return (0.3 * torch.sin(0.7 * i + 0.013 * i * i + shift)).reshape(shape).float().double()


def parameters(size, outputs):
    network = Primus(
        1,
        size["embed_dim"],
        (8, 8, 8),
        outputs,
        size["eva_depth"],
        size["eva_numheads"],
        PRIMUS_M_PATCH,
        **OPTIONS,
    )
    return sum(weight.numel() for weight in network.parameters())


def kept_angles(x, angles, places):
    """Each sample's own angles for all of its heads, as timm 0.9 had it.

    Later versions of timm take a batch's samples for heads here, or fail.
    """
    return angles[places].unsqueeze(1)


eva.apply_keep_indices_nlc = kept_angles


class Kept(torch.nn.Module):
    """timm's PatchDropout with places that are given instead of drawn."""

    def forward(self, x):
        places = torch.tensor(KEPT)
        return x.gather(1, places.unsqueeze(-1).expand(-1, -1, x.shape[2])), places


def small(registers):
    network = Primus(
        2, 24, (8, 8, 8), 3, 2, 2, tuple(SHAPE[2:]), num_register_tokens=registers, **OPTIONS
    )
    network.eva.rope.pos_embed = network.eva.rope.pos_embed.double()
    network = network.double().eval()
    with torch.no_grad():
        for place, weight in enumerate(dict(network.named_parameters()).values()):
            weight.copy_(wave(weight.shape, place))
    return network


def sampled(values):
    return values.flatten()[::EVERY].tolist()


def case(registers):
    network = small(registers)
    image = wave(SHAPE, 0.5).requires_grad_()
    logits = network(image)
    loss = logits.square().mean() / 2
    loss.backward()
    weights = dict(network.named_parameters())
    result = {
        "registers": registers,
        "weights": {name: list(weight.shape) for name, weight in weights.items()},
        "logits": sampled(logits),
        "loss": loss.item(),
        "gradients": {name: sampled(weight.grad) for name, weight in weights.items()},
        "input_gradient": sampled(image.grad),
    }
    if registers == 0:
        network.eva.patch_drop = Kept()
        tokens = network.down_projection(image).flatten(2).transpose(1, 2)
        result["kept"] = KEPT
        result["tokens"] = sampled(network.eva(tokens)[0])
    return result


print(
    json.dumps(
        {
            "shape": SHAPE,
            "every": EVERY,
            "parameters": {
                name: {str(outputs): parameters(size, outputs) for outputs in (1, 3, 14)}
                for name, size in _PRIMUS_CONFIGS.items()
            },
            "cases": [case(0), case(2)],
        }
    )
)
