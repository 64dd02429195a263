"""Lists that stay cheap however long they are: one model, one view, delegates that draw."""
