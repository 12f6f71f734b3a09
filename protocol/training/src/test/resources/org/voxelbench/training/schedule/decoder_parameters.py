"""Writes decoder_parameters.json: which weights of a U-Net its decoder counts as its own.

Run with dynamic-network-architectures 0.4.4 and torch 2.10:
    python decoder_parameters.py > decoder_parameters.json
The decoder phases of the fork's sawtooth trainer optimise `network.decoder.parameters()`.
"""

import json

import torch
from dynamic_network_architectures.architectures.unet import ResidualEncoderUNet


def network(config):
    stages = len(config["features_per_stage"])
    with torch.device("meta"):
        return ResidualEncoderUNet(
            n_stages=stages,
            conv_op=torch.nn.Conv3d,
            conv_bias=True,
            norm_op=torch.nn.InstanceNorm3d,
            norm_op_kwargs={"eps": 1e-5, "affine": True},
            nonlin=torch.nn.LeakyReLU,
            nonlin_kwargs={"inplace": True},
            kernel_sizes=[[3, 3, 3]] * stages,
            strides=[[1, 1, 1]] + [[2, 2, 2]] * (stages - 1),
            n_conv_per_stage_decoder=[1] * (stages - 1),
            deep_supervision=False,
            **config,
        )


def of_the_decoder(config):
    built = network(config)
    own = {id(weight) for weight in built.decoder.parameters()}
    return {name: id(weight) in own for name, weight in built.named_parameters()}


def counts(config):
    """Parameters of encoder, decoder without heads, and heads."""
    found = {"encoder": 0, "decoder": 0, "heads": 0}
    for name, weight in network(config).named_parameters():
        part = "heads" if ".seg_layers." in name else name.split(".")[0]
        found[part] += weight.numel()
    return found


SMALL = {
    "input_channels": 2,
    "num_classes": 3,
    "features_per_stage": [4, 6, 8],
    "n_blocks_per_stage": [1, 2, 1],
}
RES_ENC_L = {
    "input_channels": 1,
    "num_classes": 3,
    "features_per_stage": [32, 64, 128, 256, 320, 320],
    "n_blocks_per_stage": [1, 3, 4, 6, 6, 6],
}
print(json.dumps({"ofTheDecoder": of_the_decoder(SMALL), "resEncL": counts(RES_ENC_L)}))
