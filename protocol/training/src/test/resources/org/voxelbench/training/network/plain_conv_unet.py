"""Writes plain_conv_unet.json: names, shapes and logits of nnU-Net's PlainConvUNet.

Run with dynamic-network-architectures 0.4.4 and torch 2.10:
    python plain_conv_unet.py > plain_conv_unet.json
Weights and input follow formulas, so that the file needs to hold logits alone.
"""

import json

import torch
from dynamic_network_architectures.architectures.unet import PlainConvUNet

CONFIG = {
    "input_channels": 2,
    "n_stages": 3,
    "features_per_stage": [4, 6, 8],
    "kernel_sizes": [[1, 3, 3], [3, 3, 3], [3, 3, 3]],
    "strides": [[1, 1, 1], [1, 2, 2], [2, 2, 2]],
    "n_conv_per_stage": [2, 2, 2],
    "num_classes": 3,
    "n_conv_per_stage_decoder": [2, 2],
}
SHAPE = [2, 2, 4, 8, 8]
EVERY = 7


def wave(shape, shift):
    """0.3 sin(0.7 i + shift) in C order, rounded to float32 as a weight file holds it."""
    n = int(torch.tensor(shape).prod())
    i = torch.arange(n, dtype=torch.float64)
    return (0.3 * torch.sin(0.7 * i + shift)).reshape(shape).float().double()


network = PlainConvUNet(
    conv_op=torch.nn.Conv3d,
    conv_bias=True,
    norm_op=torch.nn.InstanceNorm3d,
    norm_op_kwargs={"eps": 1e-5, "affine": True},
    nonlin=torch.nn.LeakyReLU,
    nonlin_kwargs={"inplace": True},
    deep_supervision=True,
    **CONFIG,
).double()
parameters = dict(network.named_parameters())
with torch.no_grad():
    for place, weight in enumerate(parameters.values()):
        weight.copy_(wave(weight.shape, place))
    logits = network(wave(SHAPE, 0.5))
print(
    json.dumps(
        {
            "config": CONFIG,
            "input_shape": SHAPE,
            "parameters": sum(weight.numel() for weight in parameters.values()),
            "feature_maps": int(network.compute_conv_feature_map_size(SHAPE[2:])),
            "weights": {name: list(weight.shape) for name, weight in parameters.items()},
            "every": EVERY,
            "logits": [
                {"shape": list(y.shape), "values": y.flatten()[::EVERY].tolist()} for y in logits
            ],
        }
    )
)
