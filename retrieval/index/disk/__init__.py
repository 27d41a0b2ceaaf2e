"""The index on disk, on tantivy: for archives larger than memory should hold. Needs `whosaid[large]`."""

from retrieval.index.disk.index import DiskIndex
from retrieval.index.disk.opening import IndexOnDisk

__all__ = ["DiskIndex", "IndexOnDisk"]
