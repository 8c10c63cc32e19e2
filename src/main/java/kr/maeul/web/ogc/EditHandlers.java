package kr.maeul.web.ogc;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.Text;
import kr.maeul.layer.View;
import kr.maeul.store.Author;
import kr.maeul.store.FeatureArchive;
import kr.maeul.store.FeatureEdits;
import kr.maeul.store.IdTakenException;
import kr.maeul.store.Revision;
import kr.maeul.store.Transaction;
import kr.maeul.store.sql.Database;
import kr.maeul.web.html.Item;
import kr.maeul.web.request.EntityTag;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.MediaTypes;
import kr.maeul.web.request.NotFoundException;
import kr.maeul.web.request.Precondition;
import kr.maeul.web.request.Preferences;
import kr.maeul.web.request.RefusedException;
import org.locationtech.jts.io.WKBWriter;

/**
 * Creates, replaces, updates and deletes single features (OGC API – Features – Part 4). Whoever may
 * use these routes writes to what their view shows, and to nothing else.
 */
public final class EditHandlers {
  private final LayerCatalog layers;
  private final Database database;
  private final FeatureEdits edits;
  private final FeatureArchive archive;
  private final Clock clock;
  private final Intake intake;
  private final CrsRegistry crs = new CrsRegistry();
  private final ItemAnswer itemAnswer = new ItemAnswer(new ObjectMapper());
  private final ParameterTable<ItemsRequest> parameters;

  public EditHandlers(
      LayerCatalog layers,
      Database database,
      FeatureEdits edits,
      FeatureArchive archive,
      Clock clock) {
    this.layers = layers;
    this.database = database;
    this.edits = edits;
    this.archive = archive;
    this.clock = clock;
    this.intake = new Intake(layers, edits);
    List<Parameter<ItemsRequest>> item = new ArrayList<>(CommonParameters.formatAndLanguage());
    item.add(CommonParameters.crs("crs", (r, c) -> r.crs = c));
    this.parameters = new ParameterTable<>(item);
  }

  /** {@code POST …/items}: adds a feature, under the id that it brings or a new one. */
  public void create(Exchange e) throws IOException {
    View view = view(e);
    Crs answered = answered(e);
    Preferences prefers = Preferences.of(e.requestHeader("Prefer"));
    ItemBody body = ItemBody.of(e, ItemBody.FEATURE);
    Revision made;
    try {
      made =
          database.inTransaction(
              tx -> {
                Feature feature = intake.whole(tx, view, body, null, prefers.isLenient());
                return edits.create(tx, view, feature, author(e));
              });
    } catch (IdTakenException taken) {
      throw new RefusedException(
          RefusedException.Status.CONFLICT,
          new Text("그 id는 이미 쓰이고 있습니다. 다른 id를 쓰거나 빼세요.", "that id is taken; use another or none"));
    }
    e.header("Location", e.urls().at(Paths.item(view.layer(), made.id())));
    answer(e, view, made, prefers, answered, 201);
  }

  /** {@code PUT …/items/{id}}: puts a feature in the place of one that is there. */
  public void replace(Exchange e) throws IOException {
    View view = view(e);
    Crs answered = answered(e);
    Preferences prefers = Preferences.of(e.requestHeader("Prefer"));
    ItemBody body = ItemBody.of(e, ItemBody.FEATURE);
    Revision made =
        change(
            e,
            view,
            (tx, now) -> {
              Feature feature = intake.whole(tx, view, body, now, prefers.isLenient());
              return edits.replace(tx, view, now.id(), feature, null, author(e));
            });
    answer(e, view, made, prefers, answered, 204);
  }

  /** {@code PATCH …/items/{id}}: changes parts of a feature by a merge patch. */
  public void update(Exchange e) throws IOException {
    View view = view(e);
    Crs answered = answered(e);
    Preferences prefers = Preferences.of(e.requestHeader("Prefer"));
    ItemBody body = ItemBody.of(e, ItemBody.PATCH);
    Revision made =
        change(
            e,
            view,
            (tx, now) -> {
              Feature feature = intake.patched(tx, view, body, now, prefers.isLenient());
              return edits.replace(tx, view, now.id(), feature, null, author(e));
            });
    answer(e, view, made, prefers, answered, 204);
  }

  /** {@code DELETE …/items/{id}}: puts a feature into the bin. */
  public void delete(Exchange e) {
    View view = view(e);
    answered(e);
    change(e, view, (tx, now) -> edits.remove(tx, view, now.id(), null, author(e)));
    e.status(204);
  }

  /** Holds the feature, asks what the request wants to hold, and only then writes. */
  private Revision change(Exchange e, View view, BiFunction<Transaction, Feature, Revision> write) {
    String id = e.pathParam("id");
    Precondition precondition = Precondition.of(e);
    return database.inTransaction(
        tx -> {
          FeatureEdits.Versioned now = edits.read(tx, view, id).orElseThrow(() -> noSuchItem(view));
          precondition.require(now.version(), () -> archive.modified(tx, view, id));
          return write.apply(tx, now.feature());
        });
  }

  private void answer(
      Exchange e, View view, Revision made, Preferences prefers, Crs wanted, int status)
      throws IOException {
    Instant modified = Instant.ofEpochSecond(made.number());
    Instant now = clock.instant();
    e.header("ETag", EntityTag.ofVersion(made.version()))
        .header("Last-Modified", Precondition.date(modified.isAfter(now) ? now : modified))
        .header("Cache-Control", "no-store");
    if (!prefers.applied().isEmpty()) {
      e.header("Preference-Applied", prefers.applied());
    }
    if (!prefers.wantsRepresentation()) {
      e.status(status);
      return;
    }
    String path = Paths.item(view.layer(), made.id());
    byte[] json = itemAnswer.toJson(e, path, item(view, made.after()), crs.projection(wanted));
    e.header("Content-Crs", "<" + wanted.uri() + ">")
        .header("Content-Location", e.urls().at(path))
        .header("Content-Language", e.lang().tag());
    e.status(status == 204 ? 200 : status);
    e.send(MediaTypes.GEO_JSON, json);
  }

  private static Item item(View view, Feature feature) {
    Map<Property, Object> values = new LinkedHashMap<>();
    for (Property p : view.properties()) {
      Object value = feature.properties().get(p.name());
      if (value != null) {
        values.put(p, value);
      }
    }
    byte[] wkb = feature.geometry() == null ? null : new WKBWriter().write(feature.geometry());
    return new Item(view, feature.id(), wkb, values);
  }

  private static Author author(Exchange e) {
    return new Author(e.caller().account(), e.caller().name(), null);
  }

  private Crs answered(Exchange e) {
    return parameters.read(e.query(), new ItemsRequest()).crs;
  }

  private static NotFoundException noSuchItem(View view) {
    return new NotFoundException(
        new Text(
            view.layer().title().ko() + "에 그런 항목이 없습니다.",
            "there is no such item in " + view.layer().id()));
  }

  private View view(Exchange e) {
    return layers
        .viewFor(e.audience(), e.pathParam("layer"))
        .filter(v -> !v.empty())
        .orElseThrow(
            () -> new NotFoundException(new Text("그런 레이어가 없습니다.", "there is no such layer")));
  }
}
