"""The paper of a round: the progress review as the ILO writes it, made from the round's picture.

`build` makes one frozen value of blocks; word, pdf and excel lay it out and work nothing out.
"""
