"""Editorial pages, blocks, and the call as editors write it.

Publishing copies into the registry through `registry.publish`. It must never import a case file.
"""
