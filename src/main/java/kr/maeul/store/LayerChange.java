package kr.maeul.store;

/**
 * A layer that was written to.
 *
 * @param layer its id
 * @param revision its revision now; several writes in a row may be reported as one
 */
public record LayerChange(String layer, long revision) {}
