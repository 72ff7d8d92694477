"""The mutations of the numeric core: (file, exact old text, new text), the old text found once."""

import mutations_bregman
import mutations_losses
import mutations_optimizers
import mutations_softmax

MUTATIONS = (
    mutations_softmax.MUTATIONS
    + mutations_losses.MUTATIONS
    + mutations_optimizers.MUTATIONS
    + mutations_bregman.MUTATIONS
)
