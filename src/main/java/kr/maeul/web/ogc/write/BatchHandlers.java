package kr.maeul.web.ogc.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.IdTakenException;
import kr.maeul.store.edit.NoSuchFeatureException;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.edit.StaleVersionException;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.ogc.document.HistoryDocument;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Precondition;
import kr.maeul.web.request.refusal.NotFoundException;
import kr.maeul.web.request.refusal.RefusedException;

/** Changes many features as one, and undoes it as one. */
public final class BatchHandlers {
  public static final Operation UNDO = Operation.of("service", "undo", "묶음 되돌리기", "Undo a batch");

  private static final int MOST_ITEMS = 500;
  private static final Set<String> MEMBERS = Set.of("ids", "properties", "versions");

  private final LayerCatalog layers;
  private final Database database;
  private final FeatureEdits edits;
  private final FeatureArchive archive;
  private final WriteReader intake;
  private final Writing writing;

  public BatchHandlers(
      LayerCatalog layers,
      Database database,
      FeatureEdits edits,
      FeatureArchive archive,
      Clock clock) {
    this.layers = layers;
    this.database = database;
    this.edits = edits;
    this.archive = archive;
    this.intake = new WriteReader(layers, edits);
    this.writing = new Writing(layers, clock);
  }

  /** {@code PATCH …/items}: changes properties of many features, all of them or none. */
  public void change(Exchange e) throws IOException {
    View view = writing.view(e);
    ParameterTable.NONE.read(e.query(), null);
    JsonNode body = ItemBody.of(e, ItemBody.BATCH).json();
    List<String> ids = ids(body);
    String batch = UUID.randomUUID().toString();
    List<Revision> made =
        database.inTransaction(tx -> change(tx, view, body, ids, Writing.author(e, batch)));
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("batch", batch);
    ArrayNode items = json.putArray("items");
    made.forEach(r -> items.addObject().put("id", r.id()).put("version", r.version()));
    e.sendUncached(json);
  }

  private List<Revision> change(
      Transaction tx, View view, JsonNode body, List<String> ids, Author author) {
    List<FeatureProblem> problems = new ArrayList<>();
    List<String> stale = new ArrayList<>();
    List<Revision> made = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      FeatureEdits.Versioned now = edits.read(tx, view, id).orElse(null);
      JsonNode wanted = body.path("versions").path(id);
      if (now == null) {
        Text none = new Text("그런 항목이 없습니다.", "there is no such item");
        problems.add(new FeatureProblem("/ids/" + i, none));
      } else if (!wanted.isMissingNode() && !isStill(now.version(), wanted.asText())) {
        stale.add(id);
      } else if (problems.isEmpty()) {
        Feature feature = intake.changed(tx, view, body.path("properties"), now.feature());
        made.add(edits.replace(tx, view, id, feature, null, author));
      }
    }
    if (!problems.isEmpty()) {
      throw WriteProblems.of(problems);
    }
    if (!stale.isEmpty()) {
      String list = String.join(", ", stale.subList(0, Math.min(10, stale.size())));
      throw new RefusedException(
          RefusedException.Status.STALE,
          new Text(
              "그사이 바뀐 항목이 있어 아무것도 고치지 않았습니다: " + list,
              "nothing was changed, because these were changed meanwhile: " + list));
    }
    return made;
  }

  private static boolean isStill(String version, String tag) {
    try {
      Precondition.of(tag.startsWith("\"") ? tag : "\"" + tag + "\"").require(version, () -> null);
      return true;
    } catch (RefusedException stale) {
      return false;
    }
  }

  private static List<String> ids(JsonNode body) {
    List<FeatureProblem> problems = new ArrayList<>();
    if (!body.isObject()) {
      throw WriteProblems.of("", new Text("본문은 객체여야 합니다.", "the body is an object"));
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!MEMBERS.contains(name)) {
                Text text =
                    new Text("알 수 없는 이름입니다.", "is unknown; there are ids, properties, versions");
                problems.add(new FeatureProblem("/" + name, text));
              }
            });
    Set<String> ids = new LinkedHashSet<>();
    body.path("ids").forEach(id -> ids.add(id.asText()));
    if (!body.path("ids").isArray() || ids.isEmpty() || body.path("ids").size() > MOST_ITEMS) {
      Text text =
          new Text(
              "id 1~" + MOST_ITEMS + "개의 배열이어야 합니다.", "an array of 1 to " + MOST_ITEMS + " ids");
      problems.add(new FeatureProblem("/ids", text));
    }
    if (!body.path("properties").isObject() || body.path("properties").isEmpty()) {
      Text text = new Text("바꿀 속성의 객체여야 합니다.", "an object of the properties to change");
      problems.add(new FeatureProblem("/properties", text));
    }
    if (body.has("versions") && !body.path("versions").isObject()) {
      Text text = new Text("id마다 ETag인 객체여야 합니다.", "an object of an ETag for each id");
      problems.add(new FeatureProblem("/versions", text));
    }
    if (!problems.isEmpty()) {
      throw WriteProblems.of(problems);
    }
    return List.copyOf(ids);
  }

  /** {@code POST /api/batches/{batch}/undo}: undoes what has not been changed since. */
  public void undo(Exchange e) throws IOException {
    Map<String, View> views = writing.views(e);
    // A load is taken back as a whole, and elsewhere.
    boolean isLoad = LoadRecord.isLoad(e.pathParam("batch"));
    List<Revision> revisions =
        isLoad ? List.of() : archive.batch(List.copyOf(views.values()), e.pathParam("batch"));
    if (revisions.isEmpty()) {
      throw new NotFoundException(new Text("그런 묶음이 없습니다.", "there is no such batch"));
    }
    String batch = UUID.randomUUID().toString();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("batch", batch);
    ArrayNode undone = json.putArray("undone");
    ArrayNode left = json.putArray("left");
    database.inTransaction(
        tx -> {
          for (Revision r : revisions) {
            ObjectNode item = JsonNodeFactory.instance.objectNode();
            item.put("layer", r.layer()).put("id", r.id());
            Text why = undo(tx, views.get(r.layer()), r, Writing.author(e, batch));
            if (why == null) {
              undone.add(item);
            } else {
              HistoryDocument.both(item.putObject("reason"), why);
              left.add(item);
            }
          }
          return null;
        });
    e.sendUncached(json);
  }

  /** What stays although the batch brought it, or null. */
  private static Text standing(View view, Revision undone, Revision made) {
    if (undone.before() == null || made.after() == null) {
      return null;
    }
    for (Property p : view.properties()) {
      if (view.layer().imports().rights().contains(p.name())
          && Boolean.TRUE.equals(made.after().properties().get(p.name()))
          && !Boolean.TRUE.equals(undone.before().properties().get(p.name()))) {
        return new Text(
            "‘" + p.title().ko() + "’ 값은 사람이 직접 풀 때까지 그대로입니다.",
            "“" + p.title().en() + "” stands until somebody lifts it.");
      }
    }
    return null;
  }

  /** Null where it was undone, else why not. */
  private Text undo(Transaction tx, View view, Revision r, Author author) {
    try {
      return standing(view, r, archive.undo(tx, view, r, author));
    } catch (StaleVersionException changed) {
      return new Text("그 뒤에 고쳐졌습니다.", "has been changed since");
    } catch (NoSuchFeatureException gone) {
      return new Text("그 뒤에 지워졌거나 되돌려졌습니다.", "has been removed or put back since");
    } catch (IdTakenException taken) {
      return new Text("그 id를 다른 항목이 쓰고 있습니다.", "another item has its id by now");
    }
  }
}
