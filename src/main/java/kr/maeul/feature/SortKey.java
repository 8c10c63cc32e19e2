package kr.maeul.feature;

import kr.maeul.layer.Property;

/**
 * One key of an order.
 *
 * @param property a sortable property of the caller's view, or null for the id
 * @param descending whether large values come first; features without a value come last either way
 */
public record SortKey(Property property, boolean descending) {}
