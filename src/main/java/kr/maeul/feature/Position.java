package kr.maeul.feature;

import java.util.List;

/**
 * Where a page ended, so that the next one begins after it however much was inserted before it in
 * between.
 *
 * @param sortValues the last feature's value of each sort key, null where it has none
 * @param id the last feature's id
 */
public record Position(List<Object> sortValues, String id) {}
