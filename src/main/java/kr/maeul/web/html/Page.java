package kr.maeul.web.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Urls;

/**
 * What every page has around its content. Links between pages keep the language and the format
 * where the reader chose them in the address.
 *
 * @param title of the page
 * @param description one sentence for search engines and cards
 * @param crumbs the way here from the landing page, without the page itself
 * @param image path of the card's picture
 * @param type of Open Graph, such as {@code article}
 */
public record Page(
    Exchange exchange,
    String title,
    String description,
    List<Crumb> crumbs,
    String image,
    String type) {
  private static final Text SITE = new Text("마을이야기 지도", "Maeul – village story map");
  private static final String DEFAULT_COVER = "/covers/default.svg";

  /**
   * @param title what the link says
   * @param href where it goes
   */
  public record Crumb(String title, String href) {}

  public Page(Exchange exchange, String title, String description, List<Crumb> crumbs) {
    this(exchange, title, description, crumbs, DEFAULT_COVER, "website");
  }

  public Lang lang() {
    return exchange.lang();
  }

  public String site() {
    return SITE.in(lang());
  }

  public String say(String ko, String en) {
    return lang() == Lang.EN ? en : ko;
  }

  /** The site's name stands once, also on the page that bears it. */
  public String fullTitle() {
    return title.equals(site()) ? title : title + " · " + site();
  }

  /** A file of ours. */
  public String file(String path) {
    return exchange.urls().local(path);
  }

  /** Another page of ours, such as {@code /api/collections}. */
  public String link(String path) {
    return file(Urls.withQuery(path, chosen(exchange)));
  }

  /** A search of ours. */
  public String link(String path, Map<String, String> query) {
    Map<String, String> all = new LinkedHashMap<>(query);
    all.putAll(chosen(exchange));
    return file(Urls.withQuery(path, all));
  }

  /** What the reader chose in the address; forms carry it on. */
  public Map<String, String> chosen() {
    return chosen(exchange);
  }

  private static Map<String, String> chosen(Exchange e) {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (String name : List.of("f", "lang")) {
      if (e.readableQuery().containsKey(name)) {
        chosen.put(name, e.readableQuery().get(name));
      }
    }
    return chosen;
  }

  /** This page in a language, for the switch between them. */
  public String inLanguage(Lang other) {
    return file(Urls.withQuery(exchange.path(), with("lang", other.tag())));
  }

  /** The one address by which others should know this page. */
  public String canonical() {
    return address(lang());
  }

  /** The address of this page in a language; Korean is the page itself. */
  public String address(Lang other) {
    Map<String, String> query = new LinkedHashMap<>(exchange.readableQuery());
    query.remove("f");
    query.remove("lang");
    if (other == Lang.EN) {
      query.put("lang", Lang.EN.tag());
    }
    return exchange.urls().at(Urls.withQuery(exchange.path(), query));
  }

  /** The same as data. */
  public String asJson() {
    return file(Urls.withQuery(exchange.path(), with("f", "json")));
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> query = new LinkedHashMap<>(exchange.readableQuery());
    query.put(name, value);
    return query;
  }

  public String imageUrl() {
    return exchange.urls().at(image);
  }

  public String locale() {
    return lang() == Lang.EN ? "en_US" : "ko_KR";
  }

  /** Text as one segment of a path. */
  public String segment(String text) {
    return Urls.segment(text);
  }
}
