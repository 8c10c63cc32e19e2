package kr.maeul.web.ogc.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kr.maeul.db.Database;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.LifeCycle;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.publishing.BinSweep;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.IdTakenException;
import kr.maeul.store.edit.NoSuchFeatureException;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.ogc.document.HistoryDocument;
import kr.maeul.web.ogc.document.Paths;
import kr.maeul.web.ogc.query.ItemsParameters;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Precondition;
import kr.maeul.web.request.negotiation.Preferences;
import kr.maeul.web.request.refusal.NotFoundException;
import kr.maeul.web.request.refusal.RefusedException;

/** What features were, and the bin. For editors; they see of it what their view shows. */
public final class ArchiveHandlers {
  public static final Operation BIN = Operation.of("service", "bin", "휴지통", "The bin");
  public static final Operation RESTORE =
      Operation.of("service", "restore", "휴지통에서 되살리기", "Put back from the bin")
          .takes(ItemsParameters.OF_ONE)
          .answersNothing(201);

  private static final int MOST_REVISIONS = 200;
  private static final int MOST_REMOVED = 500;

  private final LayerCatalog layers;
  private final Database database;
  private final FeatureEdits edits;
  private final FeatureArchive archive;
  private final FeatureLoads loads;
  private final Clock clock;
  private final Writing writing;

  public ArchiveHandlers(
      LayerCatalog layers,
      Database database,
      FeatureEdits edits,
      FeatureArchive archive,
      FeatureLoads loads,
      Clock clock) {
    this.layers = layers;
    this.database = database;
    this.edits = edits;
    this.archive = archive;
    this.loads = loads;
    this.clock = clock;
    this.writing = new Writing(layers, clock);
  }

  /**
   * {@code GET …/items/{id}/history}: the changes of a feature, newest first, and what is kept
   * beside it.
   */
  public void history(Exchange e) throws IOException {
    View view = writing.view(e);
    ParameterTable.NONE.read(e.query(), null);
    String id = e.pathParam("id");
    List<Revision> revisions = archive(view, id);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("layer", view.layer().id()).put("id", id);
    ArrayNode list = json.putArray("revisions");
    revisions.forEach(r -> list.add(HistoryDocument.revision(view, r)));
    ArrayNode uses = json.putArray("uses");
    for (FeatureLoads.Use use : loads.uses(view.layer().id(), id)) {
      ObjectNode one = uses.addObject();
      HistoryDocument.both(one, use.what());
      one.put("count", use.count());
    }
    e.sendUncached(json);
  }

  private List<Revision> archive(View view, String id) {
    List<Revision> revisions = edits.history(view, id, MOST_REVISIONS);
    boolean isKnown =
        !revisions.isEmpty()
            || database.inTransaction(tx -> !edits.existing(tx, view, List.of(id)).isEmpty());
    if (!isKnown) {
      throw Writing.noSuchItem(view);
    }
    return revisions;
  }

  /** {@code POST …/history/{number}/restore}: makes a feature what it was after that change. */
  public void revert(Exchange e) throws IOException {
    View view = writing.view(e);
    var answered = writing.answered(e);
    String id = e.pathParam("id");
    long number = number(e.pathParam("number"), view);
    Precondition precondition = Precondition.ofFeature(e);
    Revision made;
    try {
      made =
          database.inTransaction(
              tx -> {
                FeatureEdits.Versioned now =
                    edits.read(tx, view, id).orElseThrow(() -> Writing.noSuchItem(view));
                precondition.require(now.version(), () -> archive.modified(tx, view, id));
                return archive.revert(tx, view, id, number, null, Writing.author(e, null));
              });
    } catch (NoSuchFeatureException none) {
      throw Writing.noSuchItem(view);
    }
    Preferences prefers = Preferences.of(e.requestHeader("Prefer"));
    writing.answer(e, view, made, prefers, answered, 204);
  }

  private static long number(String text, View view) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      throw Writing.noSuchItem(view);
    }
  }

  /** {@code GET /api/bin}: what was taken away and can still be put back. */
  public void bin(Exchange e) throws IOException {
    Map<String, View> views = writing.views(e);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode items = json.putArray("items");
    for (Revision r : archive.bin(List.copyOf(views.values()), since(), MOST_REMOVED)) {
      ObjectNode item = HistoryDocument.removed(views.get(r.layer()), r, e.lang());
      item.put("until", r.at().plus(BinSweep.KEPT).toString());
      items.add(item.put("public", isPublic(views.get(r.layer()), r.before())));
    }
    e.sendUncached(json);
  }

  /**
   * Whether everyone sees a feature once it is back. To whoever does not see by what that goes,
   * only such rows are shown at all.
   */
  private boolean isPublic(View view, Feature was) {
    View everyones = view.layer().viewFor(Audience.PUBLIC);
    boolean isSeen =
        everyones.where().keySet().stream().allMatch(p -> view.property(p.name()).isPresent());
    LifeCycle cycle = view.layer().lifeCycle();
    boolean isToCome =
        cycle != null
            && cycle.publishAt().filter(at -> was.properties().get(at.name()) != null).isPresent();
    LocalDate today = LocalDate.ofInstant(clock.instant(), TownZone.ID);
    return !everyones.empty()
        && !isToCome
        && (!isSeen || everyones.admits(was.properties(), today));
  }

  private Instant since() {
    return clock.instant().minus(BinSweep.KEPT);
  }

  /** {@code POST /api/bin/{layer}/{id}/restore}: puts a feature back. */
  public void restore(Exchange e) throws IOException {
    View view = writing.view(e);
    var answered = writing.answered(e);
    String id = e.pathParam("id");
    Revision made;
    try {
      made =
          database.inTransaction(
              tx -> archive.restore(tx, view, id, since(), Writing.author(e, null)));
    } catch (NoSuchFeatureException none) {
      throw new NotFoundException(
          new Text("휴지통에 그런 항목이 없습니다.", "there is no such item in the bin"));
    } catch (IdTakenException taken) {
      throw new RefusedException(
          RefusedException.Status.CONFLICT,
          new Text("그 id를 다른 항목이 쓰고 있습니다.", "another item has that id by now"));
    }
    e.header("Location", e.urls().at(Paths.item(view.layer(), id)));
    Preferences prefers = Preferences.of(e.requestHeader("Prefer"));
    writing.answer(e, view, made, prefers, answered, 201);
  }
}
