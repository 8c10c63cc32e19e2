package kr.maeul.store;

import kr.maeul.layer.Layer;
import kr.maeul.layer.text.Text;

/**
 * A feature that a search found.
 *
 * @param layer its layer
 * @param id its id
 * @param title what it is called
 * @param subtitle its subtitle, or null
 * @param address its address, or null
 * @param longitude of a point on it, NaN where it has no place
 * @param latitude of a point on it, NaN where it has no place
 * @param rank how well it fits, 0 best
 */
public record SearchHit(
    Layer layer,
    String id,
    Text title,
    String subtitle,
    String address,
    double longitude,
    double latitude,
    int rank) {}
