"""`prep_pack` where it is installed from a checkout: the checkout's package, under the name that a wheel gives it."""

import sys

import generator

sys.modules[__name__] = generator
