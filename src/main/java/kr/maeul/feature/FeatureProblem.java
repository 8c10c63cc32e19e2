package kr.maeul.feature;

import kr.maeul.layer.Text;

/**
 * What is wrong with a feature.
 *
 * @param pointer JSON pointer into the GeoJSON feature, such as {@code /properties/grade}
 * @param reason what is wrong and what to do
 */
public record FeatureProblem(String pointer, Text reason) {}
