"""The recogniser parted before its last layer, so that this is asked only about steps that may hold a letter.

The last layer weighs 18,710 letters at every eighth pixel of a line, and at most of these pixels stands none. One of
its columns, that of "no letter", costs next to nothing and tells so. The parts are made in memory from the file as it
lies in the package: its protobuf form (https://onnx.ai/onnx/repo-docs/IR.html), of which only the fields named here
are looked at; the others come through as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from numpy.typing import NDArray

_PACKAGE = "hourproof.onnx"
_FIELDS: dict[str, dict[str, tuple[int, str, bool]]] = {  # Number, kind (or message), whether it repeats.
    "Model": {"graph": (7, "Graph", False)},
    "Graph": {
        "node": (1, "Node", True),
        "initializer": (5, "Tensor", True),
        "input": (11, "Value", True),
        "output": (12, "Value", True),
        "value_info": (13, "Value", True),
    },
    "Node": {
        "input": (1, "string", True),
        "output": (2, "string", True),
        "op_type": (4, "string", False),
        "attribute": (5, "Attribute", True),
    },
    "Attribute": {"name": (1, "string", False), "i": (3, "int64", False)},
    "Tensor": {
        "dims": (1, "int64", True),
        "data_type": (2, "int32", False),
        "name": (8, "string", False),
        "raw_data": (9, "bytes", False),
    },
    "Value": {"name": (1, "string", False), "type": (2, "Type", False)},
    "Type": {"tensor_type": (1, "TensorType", False)},
    "TensorType": {"elem_type": (1, "int32", False), "shape": (2, "Shape", False)},
    "Shape": {"dim": (1, "Dim", True)},
    "Dim": {"dim_value": (1, "int64", False), "dim_param": (2, "string", False)},
}
_FLOAT = 1
_LAST = ("MatMul", "Add", "Identity", "Softmax")


@dataclass(frozen=True)
class Parted:
    """``before``: the network up to its last layer, from ``x`` to features (lines x steps x n). ``last``: the last
    layer, from features (steps x n) to probabilities (steps x letters). ``no_letter`` and ``bias``: what makes features
    the weight of "no letter", before it is turned into a probability.
    """

    before: bytes
    last: bytes
    no_letter: NDArray[np.float32]
    bias: float


def parted(model: bytes) -> Parted | None:
    """Both parts of a recogniser's file; None where it does not end as those of PP-OCR do."""
    whole = _message("Model").FromString(model)
    nodes = list(whole.graph.node)[-len(_LAST) :]
    if tuple(node.op_type for node in nodes) != _LAST:
        return None
    held = {tensor.name: tensor for tensor in whole.graph.initializer}
    weights, bias = held.get(nodes[0].input[1]), held.get(nodes[1].input[1])
    if weights is None or bias is None or not (_plain(weights, 2) and _plain(bias, 1)):
        return None
    features = nodes[0].input[0]
    before, last = _message("Model")(), _message("Model")()
    before.CopyFrom(whole)
    last.CopyFrom(whole)
    _keep(before.graph, list(before.graph.node)[: -len(_LAST)], without=(weights.name, bias.name))
    before.graph.output[0].name = features
    before.graph.output[0].type.CopyFrom(_floats())
    _keep(last.graph, list(last.graph.node)[-len(_LAST) :], only=(weights.name, bias.name))
    last.graph.input[0].name = features
    last.graph.input[0].type.CopyFrom(_floats("steps", int(weights.dims[0])))
    last.graph.output[0].type.CopyFrom(_floats())
    for attribute in last.graph.node[-1].attribute:
        if attribute.name == "axis":
            attribute.i = 1
    columns = np.frombuffer(weights.raw_data, np.float32).reshape(tuple(weights.dims))
    first = float(np.frombuffer(bias.raw_data, np.float32)[0])
    return Parted(before.SerializeToString(), last.SerializeToString(), np.ascontiguousarray(columns[:, 0]), first)


def _plain(tensor: Any, sides: int) -> bool:
    return len(tensor.dims) == sides and tensor.data_type == _FLOAT and bool(tensor.raw_data)


def _keep(graph: Any, nodes: list[Any], *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
    """Leave a graph these of its nodes, ``only`` these of its weights or all ``without`` some, and no shapes."""
    weights = [one for one in graph.initializer if (one.name in only if only else one.name not in without)]
    kept = _message("Graph")(node=nodes, initializer=weights)
    for name in ("node", "initializer", "value_info"):
        graph.ClearField(name)
    graph.MergeFrom(kept)


def _floats(*sides: str | int) -> Any:
    """The type of a tensor of floats, of a shape or of any."""
    kind = _message("Type")()
    kind.tensor_type.elem_type = _FLOAT
    for side in sides:
        kind.tensor_type.shape.dim.add(**{"dim_param" if isinstance(side, str) else "dim_value": side})
    return kind


@lru_cache(maxsize=1)
def _messages() -> dict[str, Any]:
    file = descriptor_pb2.FileDescriptorProto(name="hourproof_onnx.proto", package=_PACKAGE, syntax="proto3")
    one = descriptor_pb2.FieldDescriptorProto
    plain = {"string": one.TYPE_STRING, "bytes": one.TYPE_BYTES, "int64": one.TYPE_INT64, "int32": one.TYPE_INT32}
    for name, fields in _FIELDS.items():
        message = file.message_type.add(name=name)
        for field, (number, kind, repeats) in fields.items():
            added = message.field.add(
                name=field, number=number, label=one.LABEL_REPEATED if repeats else one.LABEL_OPTIONAL
            )
            if kind in plain:
                added.type = plain[kind]
            else:
                added.type, added.type_name = one.TYPE_MESSAGE, f".{_PACKAGE}.{kind}"
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return {name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.{name}")) for name in _FIELDS}


def _message(name: str) -> Any:
    return _messages()[name]
