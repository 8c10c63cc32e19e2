package kr.maeul.web.ogc.query;

import kr.maeul.feature.FeatureQuery;
import kr.maeul.geo.Crs;

/**
 * What is asked of a collection's items, understood.
 *
 * @param query what to find
 * @param crs the reference system to answer in
 */
public record ItemsQuestion(FeatureQuery query, Crs crs) {}
