package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.LayerState;
import kr.maeul.store.SearchHit;
import kr.maeul.store.Summary;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.NoSuchFeatureException;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.html.Item;
import kr.maeul.web.html.Pages;
import kr.maeul.web.ogc.document.CollectionDocument;
import kr.maeul.web.ogc.document.ItemAnswer;
import kr.maeul.web.ogc.document.ItemsAnswer;
import kr.maeul.web.ogc.document.Links;
import kr.maeul.web.ogc.document.Paths;
import kr.maeul.web.ogc.document.SchemaDocument;
import kr.maeul.web.ogc.document.SearchDocument;
import kr.maeul.web.ogc.document.ServiceDocuments;
import kr.maeul.web.ogc.document.SummaryDocument;
import kr.maeul.web.ogc.openapi.RouteOperations;
import kr.maeul.web.ogc.openapi.ServiceDescription;
import kr.maeul.web.ogc.query.ItemsParameters;
import kr.maeul.web.ogc.query.ItemsQuestion;
import kr.maeul.web.ogc.query.ItemsRequest;
import kr.maeul.web.ogc.query.Places;
import kr.maeul.web.ogc.query.PositionToken;
import kr.maeul.web.ogc.query.SearchRequest;
import kr.maeul.web.ogc.query.SummaryRequest;
import kr.maeul.web.ogc.query.TileParameters;
import kr.maeul.web.ogc.query.ViewParameters;
import kr.maeul.web.request.EntityTag;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Precondition;
import kr.maeul.web.request.negotiation.Format;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.NotFoundException;

/** The resources of the API. Each method reads a request, asks the store and writes the answer. */
public final class ApiHandlers {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PositionToken tokens = new PositionToken();
  private final ItemsAnswer itemsAnswer;
  private final ItemAnswer itemAnswer = new ItemAnswer(mapper);
  private final ParameterTable<Void> common = TileParameters.DOCUMENT;
  private final ViewParameters parameters;
  private final CrsRegistry crs = new CrsRegistry();
  private final ParameterTable<SearchRequest> searchParameters = SearchRequest.TABLE;
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Pages pages;
  private final SummaryHandler summaries;
  private final String version;
  private final Clock clock;
  private final String seed;
  private final Optional<FeatureArchive> archive;
  private final Supplier<List<RouteOperations.Described>> routes;

  /**
   * @param archive what features were, empty if nothing is written
   * @param routes those that say what they take and answer
   */
  public ApiHandlers(
      LayerCatalog layers,
      FeatureStore store,
      Optional<FeatureArchive> archive,
      Pages pages,
      String version,
      Clock clock,
      Supplier<List<RouteOperations.Described>> routes) {
    this.layers = layers;
    this.archive = archive;
    this.routes = routes;
    this.clock = clock;
    this.itemsAnswer = new ItemsAnswer(mapper, tokens, clock);
    this.store = store;
    this.pages = pages;
    this.summaries = new SummaryHandler(store, pages, mapper);
    this.version = version;
    this.parameters = new ViewParameters(layers, tokens);
    this.seed = EntityTag.weak(version, layers.all().stream().map(Layer::file).toList());
  }

  public void landing(Exchange e) throws IOException {
    Format format = begin(e, common, MediaTypes.JSON);
    if (!isUnchanged(e, format)) {
      send(e, format, MediaTypes.JSON, ServiceDocuments.landing(e), "landing");
    }
  }

  public void conformance(Exchange e) throws IOException {
    Format format = begin(e, common, MediaTypes.JSON);
    if (!isUnchanged(e, format)) {
      send(
          e,
          format,
          MediaTypes.JSON,
          ServiceDocuments.conformance(e, archive.isPresent()),
          "conformance");
    }
  }

  public void openApi(Exchange e) throws IOException {
    Format format = begin(e, common, MediaTypes.OPEN_API);
    if (isUnchanged(e, format)) {
      return;
    }
    ServiceDescription description =
        new ServiceDescription(e.lang(), e.urls().at(Paths.LANDING), version, parameters);
    description.resources();
    description.layers(listed(e), archive.isPresent());
    description.routes(routes.get());
    boolean isShared = format != Format.HTML; // the page tells each on its own
    send(e, format, MediaTypes.OPEN_API, description.json(isShared), "openapi");
  }

  public void collections(Exchange e) throws IOException {
    Format format = begin(e, common, MediaTypes.JSON);
    List<View> views = listed(e);
    List<LayerState> states = views.stream().map(store::state).toList();
    if (isUnchanged(e, format, states)) {
      return;
    }
    ObjectNode json = mapper.createObjectNode();
    ArrayNode collections = json.putArray("collections");
    for (int i = 0; i < views.size(); i++) {
      collections.add(collection(e, views.get(i), states.get(i), new Links(e), "self"));
    }
    json.set("links", new Links(e).selfAndAlternate(MediaTypes.JSON).nodes());
    send(e, format, MediaTypes.JSON, json, "collections");
  }

  public void collection(Exchange e) throws IOException {
    View view = view(e);
    Format format = begin(e, common, MediaTypes.JSON);
    LayerState state = store.state(view);
    if (!isUnchanged(e, format, state)) {
      Links links = new Links(e).selfAndAlternate(MediaTypes.JSON);
      send(
          e, format, MediaTypes.JSON, collection(e, view, state, links, "canonical"), "collection");
    }
  }

  private ObjectNode collection(Exchange e, View view, LayerState state, Links links, String rel) {
    links.to(rel, MediaTypes.JSON, Paths.collection(view.layer()), view.layer().title());
    return CollectionDocument.of(e, view, state, links, id -> isListed(e, id));
  }

  public void items(Exchange e) throws IOException {
    View view = view(e);
    Places places = places(e);
    ItemsQuestion asked = parameters.items(view).read(e, places);
    FeatureQuery query = asked.query();
    Format format = begin(e, MediaTypes.GEO_JSON);
    if (isUnchanged(e, format, revision(e, view), places.revisions())) {
      return;
    }
    if (format == Format.HTML) {
      pages.items(e, view, query, store, position -> tokens.write(position, query.sort()));
      return;
    }
    places.requireInside(view, query.filters(), asked.crs());
    try (FeatureCursor cursor = store.find(view, query)) {
      e.header("Content-Crs", "<" + asked.crs().uri() + ">");
      itemsAnswer.write(e, view.layer(), query, cursor, crs.projection(asked.crs()));
    }
  }

  public void item(Exchange e) throws IOException {
    View view = view(e);
    Crs wanted = ItemsParameters.OF_ONE.read(e.query(), new ItemsRequest()).crs;
    Format format = begin(e, MediaTypes.GEO_JSON);
    List<View> shown = format == Format.HTML ? listed(e) : List.of(view);
    // Before the content: a write in between then costs a needless answer, not a stale one.
    List<Long> revisions =
        format == Format.HTML ? shown.stream().map(v -> revision(e, v)).toList() : List.of();
    Instant modified = modified(view, e.pathParam("id"));
    Item item = one(view, e.pathParam("id"));
    if (modified != null) {
      e.header("Last-Modified", Precondition.date(modified));
    }
    if (e.isUnchanged(tag(e, item, format, revisions))) {
      return;
    }
    if (format == Format.HTML) {
      pages.item(e, item, shown, store);
    } else {
      byte[] json = itemAnswer.toJson(e, item, crs.projection(wanted));
      e.header("Content-Crs", "<" + wanted.uri() + ">");
      e.send(MediaTypes.GEO_JSON, json);
    }
  }

  /** Of one content, whatever it is read as: writers name it in {@code If-Match}. */
  private String tag(Exchange e, Item item, Format format, List<Long> revisions) {
    return EntityTag.ofVersion(
        item.version(),
        seed,
        e.urls().base(),
        e.path(),
        e.query(),
        format,
        e.lang(),
        e.takesGzip(),
        revisions);
  }

  /** For those who may write; null for others, and where there is no such item. */
  private Instant modified(View view, String id) {
    if (archive.isEmpty() || view.audience() == Audience.PUBLIC) {
      return null;
    }
    try {
      Instant modified = archive.get().modified(view, id);
      Instant now = clock.instant();
      return modified.isAfter(now) ? now : modified;
    } catch (NoSuchFeatureException e) {
      return null;
    }
  }

  private Item one(View view, String id) {
    return store
        .one(view, id)
        .map(feature -> Item.of(view, feature))
        .orElseThrow(
            () ->
                new NotFoundException(
                    new Text(
                        view.layer().title().ko() + "에 그런 항목이 없습니다.",
                        "there is no such item in " + view.layer().id())));
  }

  public void schema(Exchange e) throws IOException {
    schema(e, SchemaDocument.Kind.SCHEMA);
  }

  public void queryables(Exchange e) throws IOException {
    schema(e, SchemaDocument.Kind.QUERYABLES);
  }

  public void sortables(Exchange e) throws IOException {
    schema(e, SchemaDocument.Kind.SORTABLES);
  }

  private void schema(Exchange e, SchemaDocument.Kind kind) throws IOException {
    View view = view(e);
    Format format = begin(e, common, MediaTypes.SCHEMA);
    if (isUnchanged(e, format)) {
      return;
    }
    String address = e.urls().at(Paths.collection(view.layer()) + "/" + kind.word());
    JsonNode json = SchemaDocument.of(kind, view, address, e.lang(), id -> isListed(e, id));
    if (format == Format.HTML) {
      pages.schema(e, view, kind.title(), json);
    } else {
      e.sendJson(MediaTypes.SCHEMA, json);
    }
  }

  public void summary(Exchange e) throws IOException {
    View view = view(e);
    Places places = places(e);
    SummaryRequest asked = parameters.summary(view).read(e, places);
    Format format = asked.asGeoJson ? Format.JSON : begin(e, MediaTypes.JSON);
    if (asked.by != null) {
      long revision = revision(e, view);
      if (!isUnchanged(e, format, revision, places.revisions(), summaries.revisions(asked))) {
        summaries.answer(e, view, asked, format);
      }
      return;
    }
    Summary summary =
        view.summary()
            .flatMap(s -> store.summary(view))
            .orElseThrow(
                () ->
                    new NotFoundException(
                        new Text(
                            view.layer().title().ko() + "에는 집계가 없습니다.",
                            "there is no summary of " + view.layer().id())));
    // Not of the revision: that would tell whoever watches it of each change.
    if (isUnchanged(e, format, summary.asOf(), summary.groups())) {
      return;
    }
    ObjectNode json = SummaryDocument.of(view.layer(), summary, e.lang());
    if (format == Format.HTML) {
      pages.summary(e, view, json);
    } else {
      e.sendJson(json);
    }
  }

  public void search(Exchange e) throws IOException {
    SearchRequest request = searchParameters.read(e.query(), new SearchRequest());
    Format format = begin(e, MediaTypes.GEO_JSON);
    List<SearchHit> hits = new ArrayList<>();
    if (!request.text.isEmpty()) {
      listed(e).forEach(view -> hits.addAll(store.search(view, request.text, request.limit)));
      hits.sort(
          Comparator.comparingInt(
              SearchHit::rank)); // stable: equals stay in the order of the layers
    }
    List<SearchHit> best = hits.subList(0, Math.min(request.limit, hits.size()));
    e.header("Cache-Control", "no-cache");
    send(e, format, MediaTypes.GEO_JSON, SearchDocument.of(e, best, clock.instant()), "search");
  }

  private Format begin(Exchange e, ParameterTable<Void> parameters, String type) {
    parameters.read(e.query(), null);
    return begin(e, type);
  }

  private static Format begin(Exchange e, String type) {
    Format format = e.format(type);
    e.header("Content-Language", e.lang().tag());
    return format;
  }

  /**
   * @param state whatever the answer depends on besides the request, the layer files and the
   *     program
   */
  private boolean isUnchanged(Exchange e, Format format, Object... state) {
    return e.isUnchanged(
        EntityTag.weak(
            seed, e.urls().base(), e.path(), e.query(), format, e.lang(), List.of(state)));
  }

  private long revision(Exchange e, View view) {
    return view.revision(e.revisions(store::revisions));
  }

  private void send(Exchange e, Format format, String type, JsonNode json, String page)
      throws IOException {
    if (format == Format.HTML) {
      pages.document(e, page, json);
    } else {
      e.sendJson(type, json);
    }
  }

  private List<View> listed(Exchange e) {
    return layers.viewsFor(e.audience());
  }

  private boolean isListed(Exchange e, String layer) {
    return layers.viewFor(e.audience(), layer).isPresent();
  }

  private Places places(Exchange e) {
    return new Places(store, crs, id -> layers.viewFor(e.audience(), id));
  }

  /** What the caller sees of the layer in the path. */
  private View view(Exchange e) {
    return layers
        .viewFor(e.audience(), e.pathParam("layer"))
        .orElseThrow(NotFoundException::noSuchLayer);
  }
}
