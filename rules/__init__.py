"""规则: policies as dated data and the evaluator of hours."""
