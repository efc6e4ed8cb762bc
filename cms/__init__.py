"""Editorial pages, blocks, and the call as editors write it.

Publishing copies into the registry through `registry.publish`; nothing here is the record. Others may
import `cms.reconcile.reconcile` (the tick) and `cms.groups.settle_groups`. It must never import a case file.
"""
