package kr.maeul.web.ogc.write;

import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Crs;
import kr.maeul.geo.Mending.Deed;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.IdTakenException;
import kr.maeul.store.edit.Revision;
import kr.maeul.web.ogc.document.Paths;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Precondition;
import kr.maeul.web.request.negotiation.Preferences;
import kr.maeul.web.request.refusal.RefusedException;

/**
 * Creates, replaces, updates and deletes single features (OGC API – Features – Part 4). Anyone who
 * may use these routes writes to what their view shows, and to nothing else.
 */
public final class EditHandlers {
  private final Database database;
  private final FeatureEdits edits;
  private final FeatureArchive archive;
  private final WriteReader intake;
  private final Writing writing;

  public EditHandlers(
      LayerCatalog layers,
      Database database,
      FeatureEdits edits,
      FeatureArchive archive,
      Clock clock) {
    this.database = database;
    this.edits = edits;
    this.archive = archive;
    this.intake = new WriteReader(layers, edits);
    this.writing = new Writing(layers, clock);
  }

  /** {@code POST …/items}: adds a feature, under the id that it brings or a new one. */
  public void create(Exchange e) throws IOException {
    View view = writing.view(e);
    Crs answered = writing.answered(e);
    Preferences prefers = Preferences.of(e.requestHeader("Prefer"));
    Set<Deed> deeds = EnumSet.noneOf(Deed.class);
    ItemBody body = ItemBody.of(e, ItemBody.FEATURE);
    Revision made;
    try {
      made =
          database.inTransaction(
              tx -> {
                Feature feature = intake.whole(tx, view, body, null, prefers.isLenient(), deeds);
                return edits.create(tx, view, feature, Writing.author(e, null));
              });
    } catch (IdTakenException taken) {
      throw new RefusedException(
          RefusedException.Status.CONFLICT,
          new Text("그 id는 이미 쓰이고 있습니다. 다른 id를 쓰거나 빼세요.", "that id is taken; use another or none"));
    }
    e.header("Location", e.urls().at(Paths.item(view.layer(), made.id())));
    writing.answer(e, view, made, deeds, prefers, answered, 201);
  }

  /** {@code PUT …/items/{id}}: puts a feature in the place of one that is there. */
  public void replace(Exchange e) throws IOException {
    View view = writing.view(e);
    Crs answered = writing.answered(e);
    Preferences prefers = Preferences.of(e.requestHeader("Prefer"));
    Set<Deed> deeds = EnumSet.noneOf(Deed.class);
    ItemBody body = ItemBody.of(e, ItemBody.FEATURE);
    Revision made =
        change(
            e,
            view,
            (tx, now) -> {
              Feature feature = intake.whole(tx, view, body, now, prefers.isLenient(), deeds);
              return edits.replace(tx, view, now.id(), feature, null, Writing.author(e, null));
            });
    writing.answer(e, view, made, deeds, prefers, answered, 204);
  }

  /** {@code PATCH …/items/{id}}: changes parts of a feature by a merge patch. */
  public void update(Exchange e) throws IOException {
    View view = writing.view(e);
    Crs answered = writing.answered(e);
    Preferences prefers = Preferences.of(e.requestHeader("Prefer"));
    Set<Deed> deeds = EnumSet.noneOf(Deed.class);
    ItemBody body = ItemBody.of(e, ItemBody.PATCH);
    Revision made =
        change(
            e,
            view,
            (tx, now) -> {
              Feature feature = intake.patched(tx, view, body, now, prefers.isLenient(), deeds);
              return edits.replace(tx, view, now.id(), feature, null, Writing.author(e, null));
            });
    writing.answer(e, view, made, deeds, prefers, answered, 204);
  }

  /** {@code DELETE …/items/{id}}: puts a feature into the bin. */
  public void delete(Exchange e) {
    View view = writing.view(e);
    writing.answered(e);
    change(e, view, (tx, now) -> edits.remove(tx, view, now.id(), null, Writing.author(e, null)));
    e.status(204);
  }

  /** Holds the feature, asks what the request wants to hold, and only then writes. */
  private Revision change(Exchange e, View view, BiFunction<Transaction, Feature, Revision> write) {
    String id = e.pathParam("id");
    Precondition precondition = Precondition.ofFeature(e);
    return database.inTransaction(
        tx -> {
          FeatureEdits.Versioned now =
              edits.read(tx, view, id).orElseThrow(() -> Writing.noSuchItem(view));
          precondition.require(now.version(), () -> archive.modified(tx, view, id));
          return write.apply(tx, now.feature());
        });
  }
}
