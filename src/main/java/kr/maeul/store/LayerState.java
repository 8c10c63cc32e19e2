package kr.maeul.store;

import java.time.Instant;
import kr.maeul.geo.Box;

/**
 * What is in a layer, as far as a view shows it.
 *
 * @param revision goes up with every write to the layer, and to those that decide what is shown of
 *     its references, and jumps where the database was put back
 * @param count features
 * @param extent box around them, or null where there is none
 * @param from earliest time of a feature, or null
 * @param until latest time of a feature, or null where there is none or a feature has not ended
 */
public record LayerState(long revision, long count, Box extent, Instant from, Instant until) {}
