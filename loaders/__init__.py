"""Document formats, one file each, found through the entry points of group kg.loaders."""
