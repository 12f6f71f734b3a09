"""Writes warm_up.json: the learning rates of nnU-Net's trainer with a warm-up of the whole network.

Run with nnunetv2 2.8.1 and torch 2.10:
    python warm_up.py > warm_up.json
It is the schedule of the fork's fine-tuning trainer too, which starts from scratch at the peak rate
of nnU-Net (0.01) instead of 0.001.
"""

import json

import torch
from nnunetv2.training.nnUNetTrainer.variants.lr_schedule.nnUNetTrainer_warmup import (
    nnUNetTrainer_warmup,
)


class Silent:
    def log(self, *_):
        pass


def rates(warm_up, epochs):
    trainer = object.__new__(nnUNetTrainer_warmup)
    trainer.initial_lr = 1e-2
    trainer.weight_decay = 3e-5
    trainer.warmup_duration_whole_net = warm_up
    trainer.num_epochs = epochs
    trainer.training_stage = None
    trainer.device = torch.device("cpu")
    trainer.network = torch.nn.Linear(1, 1)
    trainer.logger = Silent()
    trainer.print_to_log_file = lambda *_: None
    measured = []
    for trainer.current_epoch in range(epochs):
        trainer.on_train_epoch_start()
        measured.append(trainer.optimizer.param_groups[0]["lr"])
    shown = [e for e in range(epochs) if e <= warm_up + 2 or e % 25 == 0 or e == epochs - 1]
    return {
        "learningRate": 1e-2,
        "warmUpEpochs": warm_up,
        "epochs": epochs,
        "rates": {str(e): measured[e] for e in shown},
    }


print(json.dumps([rates(50, 1000), rates(15, 150)]))
