package kr.maeul.web.html;

import com.fasterxml.jackson.databind.JsonNode;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Position;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.media.MediaCatalog;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.html.Page.Crumb;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Urls;
import kr.maeul.web.request.negotiation.MediaTypes;

/**
 * Renders pages from templates that were compiled with the program. Safe for use by several
 * threads.
 */
public final class Pages {
  private static final int MOST_COLUMNS = 6;
  private static final int MOST_ROWS = 500;

  private static final Map<String, Text> TITLES =
      Map.of(
          "landing", new Text("공개 API", "Public API"),
          "conformance", new Text("따르는 표준", "Conformance"),
          "openapi", new Text("API 설명", "API documentation"),
          "collections", new Text("레이어", "Layers"),
          "search", new Text("통합검색", "Search"));

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "kr.maeul.web.pages");
  private final Markdown markdown = new Markdown();
  private final MediaCatalog media;

  /** Pages without photos. */
  public Pages() {
    this(MediaCatalog.EMPTY);
  }

  /**
   * @param media what is to be known of photos and sound
   */
  public Pages(MediaCatalog media) {
    this.media = media;
  }

  /** A page that says what went wrong. */
  public byte[] problem(
      Exchange e, int status, String title, String detail, List<String> faults, String errorId) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("page", new Page(e, title, detail, List.of()));
    model.put("status", status);
    model.put("faults", faults);
    model.put("errorId", errorId);
    return render(e, "problem", model);
  }

  /** A page made of a JSON document of the API; the template is called as the resource is. */
  public void document(Exchange e, String template, JsonNode document) throws IOException {
    boolean isCollection = template.equals("collection");
    String title = isCollection ? document.path("title").asText() : e.say(TITLES.get(template));
    String description = document.path("description").asText(title);
    List<Crumb> crumbs =
        isCollection ? crumbs(e, null) : template.equals("landing") ? List.of() : crumbs(e);
    send(
        e, template, Map.of("page", new Page(e, title, description, crumbs), "document", document));
  }

  /** A page of a collection's schema, queryables or sortables. */
  public void schema(Exchange e, View view, Text kind, JsonNode schema) throws IOException {
    String title = e.say(view.layer().title()) + " – " + e.say(kind);
    Page page = new Page(e, title, e.say(view.layer().description()), crumbs(e, view));
    send(e, "schema", Map.of("page", page, "document", schema));
  }

  /**
   * A page of a resource that tells of tiles.
   *
   * @param view the layer that it belongs to, or null
   */
  public void tiles(Exchange e, View view, Text title, JsonNode document) throws IOException {
    String name = view == null ? e.say(title) : e.say(view.layer().title()) + " – " + e.say(title);
    Page page = new Page(e, name, name, view == null ? crumbs(e) : crumbs(e, view));
    send(e, "tiles", Map.of("page", page, "document", document));
  }

  /** A page of published counts. */
  public void summary(Exchange e, View view, JsonNode summary) throws IOException {
    String title = e.say(view.layer().title()) + " – " + e.say(new Text("집계", "Summary"));
    Page page = new Page(e, title, e.say(view.layer().description()), crumbs(e, view));
    List<String> columns = new ArrayList<>();
    summary
        .path("by")
        .forEach(
            name ->
                columns.add(view.property(name.asText()).map(p -> e.say(p.title())).orElse("")));
    send(e, "summary", Map.of("page", page, "document", summary, "columns", columns));
  }

  /**
   * A page of counts of what the caller may see.
   *
   * @param by what the groups are made of
   * @param second title of the property that divides them, or none
   */
  public void counts(Exchange e, View view, JsonNode counts, Text by, List<String> second)
      throws IOException {
    String title = e.say(view.layer().title()) + " – " + e.say(new Text("집계", "Summary"));
    Page page = new Page(e, title, e.say(view.layer().description()), crumbs(e, view));
    List<String> columns = new ArrayList<>(List.of(e.say(by)));
    columns.addAll(second);
    send(e, "counts", Map.of("page", page, "document", counts, "columns", columns));
  }

  /**
   * A page of a list of features.
   *
   * @param tokens writes a position as the parameter {@code after} has it
   */
  public void items(
      Exchange e,
      View view,
      FeatureQuery query,
      FeatureStore store,
      Function<Position, String> tokens)
      throws IOException {
    Wording wording = new Wording(e.lang());
    int limit = Math.min(query.limit(), MOST_ROWS);
    FeatureQuery shown = query.properties(view.properties()).limit(limit);
    List<Property> columns = columns(view, query.properties());
    List<ItemsPage.Row> rows = new ArrayList<>();
    long matched;
    Optional<Position> nextPage;
    try (FeatureCursor cursor = store.find(view, shown)) {
      while (cursor.next()) {
        rows.add(row(Item.of(view, cursor), columns, wording, cursor.distanceMetres()));
      }
      matched = cursor.numberMatched();
      nextPage = cursor.nextPage();
    }
    List<String> labels = new ArrayList<>();
    labels.add(
        view.byRole(PropertyRole.TITLE)
            .map(p -> e.say(p.title()))
            .orElse(e.say(new Text("번호", "Id"))));
    if (query.nearest() != null) {
      labels.add(e.say(new Text("거리", "Distance")));
    }
    columns.forEach(p -> labels.add(e.say(p.title())));
    String previous = query.offset() > 0 ? at(e, Math.max(0, query.offset() - limit)) : null;
    String next =
        nextPage
            .map(
                p ->
                    query.after() == null
                        ? at(e, query.offset() + limit)
                        : after(e, tokens.apply(p)))
            .orElse(null);
    ItemsPage items =
        new ItemsPage(
            labels,
            rows,
            matched,
            query.after() == null ? query.offset() + 1 : 0,
            previous,
            next,
            e.query().getOrDefault("q", ""));
    Page page =
        new Page(
            e, e.say(view.layer().title()), e.say(view.layer().description()), crumbs(e, view));
    send(e, "items", Map.of("page", page, "items", items, "layer", view.layer().id()));
  }

  /** People page by number; callers who come by a position, as programs do, go on by positions. */
  private static String at(Exchange e, long offset) {
    Map<String, String> query = new LinkedHashMap<>(e.query());
    query.put("offset", String.valueOf(offset));
    return e.urls().local(Urls.withQuery(e.path(), query));
  }

  private static String after(Exchange e, String token) {
    Map<String, String> query = new LinkedHashMap<>(e.query());
    query.put("after", token);
    return e.urls().local(Urls.withQuery(e.path(), query));
  }

  private static List<Property> columns(View view, List<Property> wanted) {
    return wanted.stream()
        .filter(
            p -> !p.markdown() && p.translates() == null && p.ref() == null && p.media() == null)
        .filter(
            p ->
                !p.has(PropertyRole.TITLE)
                    && !p.has(PropertyRole.IMAGE)
                    && !p.has(PropertyRole.CERTAINTY))
        .limit(MOST_COLUMNS)
        .toList();
  }

  /**
   * @param metres how far it is, or NaN where that was not asked
   */
  private static ItemsPage.Row row(
      Item item, List<Property> columns, Wording wording, double metres) {
    List<String> cells = new ArrayList<>();
    if (!Double.isNaN(metres)) {
      cells.add(String.format(Locale.ROOT, "%,d m", Math.round(metres)));
    }
    columns.forEach(p -> cells.add(wording.text(item, p).orElse("")));
    return new ItemsPage.Row(
        wording.title(item),
        "/api/collections/"
            + Urls.segment(item.view().layer().id())
            + "/items/"
            + Urls.segment(item.id()),
        ItemPages.badges(item, wording),
        cells);
  }

  /** The permanent page of a feature. */
  public void item(Exchange e, Item item, List<View> listed, FeatureStore store)
      throws IOException {
    ItemPage content =
        new ItemPages(store, listed, new Wording(e.lang()), markdown, media).of(item);
    List<Crumb> crumbs = new ArrayList<>(crumbs(e, item.view()));
    crumbs.add(
        new Crumb(
            e.say(new Text("목록", "List")),
            "/api/collections/" + item.view().layer().id() + "/items"));
    String description =
        content.lede().isEmpty() ? e.say(item.view().layer().title()) : content.lede();
    Page page = new Page(e, content.title(), description, crumbs, content.cardImage(), "article");
    send(e, "item", Map.of("page", page, "item", content));
  }

  private static List<Crumb> crumbs(Exchange e) {
    return List.of(new Crumb(e.say(TITLES.get("landing")), "/api"));
  }

  /**
   * @param view the layer that the page belongs to, or null for the layer's own page
   */
  private static List<Crumb> crumbs(Exchange e, View view) {
    List<Crumb> crumbs = new ArrayList<>(crumbs(e));
    crumbs.add(new Crumb(e.say(TITLES.get("collections")), "/api/collections"));
    if (view != null) {
      crumbs.add(
          new Crumb(
              e.say(view.layer().title()), "/api/collections/" + Urls.segment(view.layer().id())));
    }
    return crumbs;
  }

  private void send(Exchange e, String template, Map<String, Object> model) throws IOException {
    e.send(MediaTypes.HTML_UTF8, render(e, template, model));
  }

  private byte[] render(Exchange e, String template, Map<String, Object> model) {
    StringOutput out = new StringOutput();
    templates.render(template + ".jte", model, out);
    return OtherLanguage.mark(out.toString(), e.lang()).getBytes(StandardCharsets.UTF_8);
  }
}
