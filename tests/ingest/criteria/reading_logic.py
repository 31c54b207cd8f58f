"""Whether two trees combine their leaves alike: by their truth on every row of the leaves that were paired."""

import itertools
import random

from reading_tree import Leaf

MOST_ENUMERATED = 12  # leaves; above that the trees are compared on this many random rows:
RANDOM_ROWS = 4096


def same_logic(expected_tree, read_tree, matched):
    """Returns whether both trees combine the paired leaves alike. Optional leaves are left out of both."""
    variables = list({id(leaf): leaf for said in matched.pairs.values() for leaf in said if not leaf.optional})
    if len(variables) <= MOST_ENUMERATED:
        rows = itertools.product((False, True), repeat=len(variables))
    else:
        source = random.Random(1)
        rows = ([source.random() < 0.5 for _ in variables] for _ in range(RANDOM_ROWS))
    wanted_leaf = lambda leaf: [id(leaf)]
    read_leaf = lambda leaf: [id(said) for said in matched.pairs.get(id(leaf), [])]
    for values in rows:
        row = dict(zip(variables, values))
        if truth(expected_tree, wanted_leaf, row) != truth(read_tree, read_leaf, row):
            return False
    return True


def truth(node, said, row):
    """Returns True or False, None for a tree whose leaves are all left out. row: the truth of each expected literal,
    its sign included; a read leaf that says several says any of them, and its negation none of them."""
    if isinstance(node, Leaf):
        values = [row[leaf] for leaf in said(node) if leaf in row]
        return (any(values) if node.positive else all(values)) if values else None
    values = [value for value in (truth(child, said, row) for child in node.children) if value is not None]
    if not values:
        return None
    left_out = len(node.children) - len(values)
    return sum(values) >= max(node.k - left_out if node.k > 1 else node.k, 1)
