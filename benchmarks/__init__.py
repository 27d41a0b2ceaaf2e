"""Measurements that docs/performance.md tells how to run; not part of the package that is installed."""
