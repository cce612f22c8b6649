"""Draws synthetic evidence with ground truth: papers of many kinds and layouts, as people capture them.

``python -m benchmarks.draw OUT --count N --seed S`` writes ``OUT/files/*`` and ``OUT/manifest.jsonl``
(one row a file: kind, layout, capture condition, fields with boxes, text, marks, forgeries). People,
organisations and numbers are invented; ID numbers have valid checksums in sequences never issued.
"""
