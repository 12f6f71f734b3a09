"""Readers that others wrote of what VoxelBench writes for them, driven line by line by `make test-peer`.

Every line of the standard input is a JSON object whose key `do` names a function of this file and whose other keys are
its arguments. Each is answered by one line of JSON; what the readers print goes to the standard error.
"""

import json
import os
import sys

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"

try:
    from mlflow.entities import ViewType
    from mlflow.store.tracking.file_store import FileStore
    from tensorboard.backend.event_processing.event_multiplexer import EventMultiplexer
except ImportError as error:
    print(json.dumps({"missing": error.name or str(error)}), file=answers, flush=True)
    sys.exit(0)

import hashlib


def ready():
    return {}


def tensorboard(folder):
    """All runs below a folder as TensorBoard loads them: values by step, by tag, by run."""
    runs = EventMultiplexer(size_guidance={"scalars": 0, "images": 0, "tensors": 0}).AddRunsFromDirectory(folder)
    runs.Reload()
    return {
        run: {
            "scalars": {
                tag: [[event.step, event.value] for event in runs.Scalars(run, tag)]
                for tag in runs.Runs()[run]["scalars"]
            },
            "images": {
                tag: [
                    [image.step, image.width, image.height, hashlib.sha256(image.encoded_image_string).hexdigest()]
                    for image in runs.GetAccumulator(run).Images(tag)
                ]
                for tag in runs.Runs()[run]["images"]
            },
        }
        for run in runs.Runs()
    }


def mlflow(folder):
    """All experiments of a file store with their runs."""
    store = FileStore(folder)
    experiments = {}
    for experiment in store.search_experiments():
        runs = {}
        for run in store.search_runs([experiment.experiment_id], "", ViewType.ACTIVE_ONLY):
            runs[run.info.run_name] = {
                "status": run.info.status,
                "params": dict(run.data.params),
                "tags": dict(run.data.tags),
                "metrics": {
                    name: [[metric.step, metric.value] for metric in store.get_metric_history(run.info.run_id, name)]
                    for name in run.data.metrics
                },
                "artifacts": run.info.artifact_uri,
            }
        experiments[experiment.name] = runs
    return experiments


def prometheus(text):
    """All samples of a text: name, labels and value."""
    try:
        from prometheus_client.parser import text_string_to_metric_families
    except ImportError as error:
        return {"missing": error.name}
    return {
        family.name: {
            "type": family.type,
            "samples": [[sample.name, sample.labels, sample.value] for sample in family.samples],
        }
        for family in text_string_to_metric_families(text)
    }


for line in sys.stdin:
    request = json.loads(line)
    answer = globals()[request.pop("do")](**request)
    print(json.dumps(answer), file=answers, flush=True)
