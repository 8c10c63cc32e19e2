package kr.maeul.web.ogc.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Urls;
import kr.maeul.web.request.negotiation.Format;
import kr.maeul.web.request.negotiation.MediaTypes;

/** Links of one answer. Where the caller chose a language in the address, links keep to it. */
public final class Links {
  /** Link relations of OGC API that IANA does not know. */
  static final String OGC = "http://www.opengis.net/def/rel/ogc/1.0/";

  private final ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
  private final Exchange e;
  private final Lang lang;
  private final boolean langInAddress;

  public Links(Exchange e) {
    this.e = e;
    this.lang = e.lang();
    this.langInAddress = e.query().containsKey("lang");
  }

  public ArrayNode nodes() {
    return nodes;
  }

  /** This answer, and the same as a page. */
  public Links selfAndAlternate(String type) {
    return selfAndAlternate(e.path(), type);
  }

  /** The same where the answer is another resource than the one that was asked. */
  public Links selfAndAlternate(String path, String type) {
    add(
        "self",
        type,
        e.urls().at(Urls.withQuery(path, e.query())),
        new Text("이 문서", "This document"));
    Map<String, String> asPage = new LinkedHashMap<>(e.query());
    asPage.put("f", Format.HTML.word());
    return add(
        "alternate",
        MediaTypes.HTML,
        e.urls().at(Urls.withQuery(path, asPage)),
        new Text("웹 페이지로", "As a page"));
  }

  /** The same resource asked otherwise. */
  Links sameWith(String rel, String type, Map<String, String> changes, Text title) {
    Map<String, String> query = new LinkedHashMap<>(e.query());
    changes.forEach(
        (name, value) -> {
          query.remove(name);
          if (value != null) {
            query.put(name, value);
          }
        });
    return add(rel, type, e.urls().at(Urls.withQuery(e.path(), query)), title);
  }

  /** Another resource of the API, in its JSON form. */
  public Links to(String rel, String type, String path, Text title) {
    Map<String, String> query = langInAddress ? Map.of("lang", lang.tag()) : Map.of();
    return add(rel, type, e.urls().at(Urls.withQuery(path, query)), title);
  }

  /** Another resource of the API, as a page. */
  Links toPage(String rel, String path, Text title) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("f", Format.HTML.word());
    if (langInAddress) {
      query.put("lang", lang.tag());
    }
    return add(rel, MediaTypes.HTML, e.urls().at(Urls.withQuery(path, query)), title);
  }

  /** Addresses with variables in braces. */
  Links template(String rel, String type, String href, Text title) {
    add(rel, type, href, title);
    ((ObjectNode) nodes.get(nodes.size() - 1)).put("templated", true);
    return this;
  }

  private Links add(String rel, String type, String href, Text title) {
    nodes
        .addObject()
        .put("rel", rel)
        .put("type", type)
        .put("title", title.in(lang))
        .put("href", href);
    return this;
  }
}
