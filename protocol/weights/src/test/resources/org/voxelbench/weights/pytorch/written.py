"""Shows that PyTorch accepts written.pth, which PytorchWriter wrote: python3 written.py [FILE]."""
import math
import sys

import torch

file = sys.argv[1] if len(sys.argv) > 1 else "written.pth"
for mmap in (False, True):
    content = torch.load(file, weights_only=True, mmap=mmap)
    weights = content["network_weights"]
    expected = {
        "encoder.stem.weight": torch.tensor([[0, 1, 2], [3, 4, -0.5]]),
        "decoder.encoder.stem.weight": torch.tensor([[0, 1, 2], [3, 4, -0.5]]),
        "doubles": torch.tensor([math.pi, 1e300], dtype=torch.float64),
        "special": torch.tensor([math.nan, -math.inf, -0.0]), "empty": torch.zeros(2, 0, 3),
        "i8": torch.tensor([1, 0], dtype=torch.int8), "u8": torch.tensor([1, 0], dtype=torch.uint8),
        "i16": torch.tensor([1, 0], dtype=torch.int16), "i32": torch.tensor([1, 0], dtype=torch.int32),
        "i64": torch.tensor([1, 0]), "bool": torch.tensor([True, False]), "step": torch.tensor(-7),
    }
    assert list(weights) == list(expected)
    for name, tensor in expected.items():
        torch.testing.assert_close(weights[name], tensor, rtol=0, atol=0, equal_nan=True)
        assert weights[name].is_contiguous() and weights[name].dtype == tensor.dtype, name
    shared = weights["encoder.stem.weight"], weights["decoder.encoder.stem.weight"]
    assert shared[0].data_ptr() == shared[1].data_ptr()
    rest = {key: value for key, value in content.items() if key != "network_weights"}
    assert rest == {
        "trainer_name": "nnUNetTrainer für 3D \U0001f9e0", "inference_allowed_mirroring_axes": (0, 1, 2), "none": None,
        "whole": [0, 255, -1, -(2**31), 2**40, -(2**40)], "big": 2**70, "decimal": [0.1, 1.5, -math.inf],
        "truth": [True, False], "nested": [[], {"k": ()}, {0: "number"}],
    }, rest
    print(f"torch {torch.__version__} accepts {file} (weights_only=True, mmap={mmap}): {len(weights)} tensors, equal values")
