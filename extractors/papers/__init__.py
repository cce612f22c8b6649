"""From a reading to papers: discovery of kinds, recognition, bundles, calibration, second reader."""
