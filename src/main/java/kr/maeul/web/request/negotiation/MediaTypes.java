package kr.maeul.web.request.negotiation;

/** Media types of answers. */
public final class MediaTypes {
  public static final String JSON = "application/json";
  public static final String GEO_JSON = "application/geo+json";
  public static final String MERGE_PATCH = "application/merge-patch+json";
  public static final String SCHEMA = "application/schema+json";
  public static final String OPEN_API = "application/vnd.oai.openapi+json;version=3.0";
  public static final String PROBLEM = "application/problem+json";
  public static final String VECTOR_TILE = "application/vnd.mapbox-vector-tile";
  public static final String TILE_JSON = "application/vnd.mapbox.tile+json";
  public static final String HTML = "text/html";

  /** As it stands in a header; the language of the text needs no guess at its bytes. */
  public static final String HTML_UTF8 = "text/html;charset=utf-8";

  private MediaTypes() {}
}
