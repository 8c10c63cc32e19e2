package kr.maeul.media;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.media.Medium.Description;
import kr.maeul.media.Medium.StoredFile;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/** The rows of photos and sound. For one transaction. */
final class MediaRows {
  private final Handle handle;
  private final boolean isPostGis;

  MediaRows(Handle handle, boolean isPostGis) {
    this.handle = handle;
    this.isPostGis = isPostGis;
  }

  Optional<Medium> find(String id) {
    return select(" WHERE m.\"id\" = :id", Map.of("id", id)).stream().findFirst();
  }

  /** Those of them that there are, in no order. */
  List<Medium> find(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : read(
            handle
                .createQuery(SELECT + " WHERE m.\"id\" IN (<ids>)")
                .bindList("ids", List.copyOf(ids)));
  }

  /** The same, and holds the row until the transaction ends. */
  Optional<Medium> lock(String id) {
    return handle
            .createQuery("SELECT \"id\" FROM \"maeul_media\" WHERE \"id\" = :id FOR UPDATE")
            .bind("id", id)
            .mapTo(String.class)
            .findFirst()
            .isPresent()
        ? find(id)
        : Optional.empty();
  }

  private static final String SELECT =
      "SELECT m.*, f.\"size\" AS \"file_size\", f.\"hash\" AS \"file_hash\", f.\"bytes\" AS \"file_bytes\""
          + " FROM \"maeul_media\" m JOIN \"maeul_media_file\" f ON f.\"media_id\" = m.\"id\"";

  private List<Medium> select(String where, Map<String, ?> bound) {
    return read(handle.createQuery(SELECT + where).bindMap(bound));
  }

  /** A row each file; the medium's own columns stand in all of its rows. */
  private static List<Medium> read(Query query) {
    Map<String, Medium> media = new LinkedHashMap<>();
    query.reduceRows(
        media,
        (known, row) -> {
          known
              .computeIfAbsent(row.getColumn("id", String.class), id -> medium(row))
              .files()
              .put(
                  row.getColumn("file_size", String.class),
                  new StoredFile(
                      row.getColumn("file_hash", String.class),
                      row.getColumn("file_bytes", Long.class)));
          return known;
        });
    return new ArrayList<>(media.values());
  }

  private static Medium medium(RowView row) {
    Long millis = row.getColumn("duration_ms", Long.class);
    return new Medium(
        text(row, "id"),
        MediaKind.ofWord(text(row, "kind")).orElseThrow(),
        text(row, "type"),
        Optional.ofNullable(row.getColumn("width", Integer.class)).orElse(0),
        Optional.ofNullable(row.getColumn("height", Integer.class)).orElse(0),
        millis == null ? null : Duration.ofMillis(millis),
        row.getColumn("bytes", Long.class),
        new Description(
            text(row, "alt"),
            text(row, "alt_en"),
            text(row, "credit"),
            text(row, "licence"),
            text(row, "transcript")),
        row.getColumn("blurred", Boolean.class),
        text(row, "account"),
        text(row, "key_hash"),
        row.getColumn("uploaded_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getColumn("attached_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant)
            .orElse(null),
        new LinkedHashMap<>());
  }

  private static String text(RowView row, String column) {
    return row.getColumn(column, String.class);
  }

  void insert(Medium m) {
    handle
        .createUpdate(
            "INSERT INTO \"maeul_media\" (\"id\", \"kind\", \"type\", \"width\", \"height\", \"duration_ms\","
                + " \"bytes\", \"account\", \"key_hash\", \"uploaded_at\") VALUES (:id, :kind, :type, :width, :height,"
                + " :duration, :bytes, :account, :keyHash, :uploaded)")
        .bind("id", m.id())
        .bind("kind", m.kind().word())
        .bind("type", m.type())
        .bind("width", m.kind() == MediaKind.PHOTO ? m.width() : null)
        .bind("height", m.kind() == MediaKind.PHOTO ? m.height() : null)
        .bind("duration", m.duration() == null ? null : (Long) m.duration().toMillis())
        .bind("bytes", m.bytes())
        .bind("account", m.account())
        .bind("keyHash", m.keyHash())
        .bind("uploaded", m.uploaded().atOffset(ZoneOffset.UTC))
        .execute();
    insertFiles(m.id(), m.files());
  }

  private void insertFiles(String id, Map<String, StoredFile> files) {
    files.forEach(
        (size, file) ->
            handle.execute(
                "INSERT INTO \"maeul_media_file\" (\"media_id\", \"size\", \"hash\", \"bytes\") VALUES (?, ?, ?, ?)",
                id,
                size,
                file.hash(),
                file.bytes()));
  }

  /** Puts a blurred photo in the place of what there was. */
  void replaceFiles(Medium m, Map<String, StoredFile> files) {
    handle.execute("DELETE FROM \"maeul_media_file\" WHERE \"media_id\" = ?", m.id());
    insertFiles(m.id(), files);
    handle.execute(
        "UPDATE \"maeul_media\" SET \"blurred\" = TRUE, \"bytes\" = ? WHERE \"id\" = ?",
        files.values().stream().mapToLong(StoredFile::bytes).sum(),
        m.id());
  }

  void describe(String id, Description d) {
    handle.execute(
        "UPDATE \"maeul_media\" SET \"alt\" = ?, \"alt_en\" = ?, \"credit\" = ?, \"licence\" = ?, \"transcript\" = ?"
            + " WHERE \"id\" = ?",
        d.alt(),
        d.altEn(),
        d.credit(),
        d.licence(),
        d.transcript(),
        id);
  }

  void attached(String id, Instant when) {
    handle.execute(
        "UPDATE \"maeul_media\" SET \"attached_at\" = ? WHERE \"id\" = ?",
        when.atOffset(ZoneOffset.UTC),
        id);
  }

  void delete(String id) {
    handle.execute("DELETE FROM \"maeul_media_keep\" WHERE \"media_id\" = ?", id);
    handle.execute("DELETE FROM \"maeul_media_file\" WHERE \"media_id\" = ?", id);
    handle.execute("DELETE FROM \"maeul_media\" WHERE \"id\" = ?", id);
  }

  /** Bytes of what no feature ever named and nobody keeps. */
  long unattachedBytes() {
    return handle
        .createQuery(
            "SELECT COALESCE(SUM(m.\"bytes\"), 0) FROM \"maeul_media\" m WHERE m.\"attached_at\" IS NULL AND NOT"
                + " EXISTS (SELECT 1 FROM \"maeul_media_keep\" k WHERE k.\"media_id\" = m.\"id\")")
        .mapTo(Long.class)
        .one();
  }

  boolean isKept(String id) {
    return handle
        .createQuery("SELECT 1 FROM \"maeul_media_keep\" WHERE \"media_id\" = :id")
        .bind("id", id)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  boolean isKeptBy(String id, String holder) {
    return handle
        .createQuery(
            "SELECT 1 FROM \"maeul_media_keep\" WHERE \"media_id\" = :id AND \"holder\" = :holder")
        .bind("id", id)
        .bind("holder", holder)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }

  List<String> keptBy(String holder) {
    return handle
        .createQuery(
            "SELECT \"media_id\" FROM \"maeul_media_keep\" WHERE \"holder\" = :holder ORDER BY \"media_id\"")
        .bind("holder", holder)
        .mapTo(String.class)
        .list();
  }

  void keep(String id, String holder) {
    if (!isKeptBy(id, holder)) {
      handle.execute(
          "INSERT INTO \"maeul_media_keep\" (\"media_id\", \"holder\") VALUES (?, ?)", id, holder);
    }
  }

  void release(String holder) {
    handle.execute("DELETE FROM \"maeul_media_keep\" WHERE \"holder\" = ?", holder);
  }

  void release(String id, String holder) {
    handle.execute(
        "DELETE FROM \"maeul_media_keep\" WHERE \"media_id\" = ? AND \"holder\" = ?", id, holder);
  }

  /**
   * What may be in no feature any more, oldest first.
   *
   * @param after ids up to this one have been looked at
   */
  List<String> candidates(Instant neverAttached, Instant lastAttached, String after, int most) {
    return handle
        .createQuery(
            "SELECT m.\"id\" FROM \"maeul_media\" m WHERE m.\"id\" > :after AND (m.\"attached_at\" IS NULL AND"
                + " m.\"uploaded_at\" < :never OR m.\"attached_at\" < :last) AND NOT EXISTS (SELECT 1 FROM"
                + " \"maeul_media_keep\" k WHERE k.\"media_id\" = m.\"id\") ORDER BY m.\"id\" FETCH FIRST "
                + most
                + " ROWS ONLY")
        .bind("after", after)
        .bind("never", neverAttached.atOffset(ZoneOffset.UTC))
        .bind("last", lastAttached.atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .list();
  }

  /** Holds a content, whether it is there or not, until the transaction ends. */
  void hold(String hash) {
    handle.execute(
        isPostGis
            ? "INSERT INTO \"maeul_media_blob\" (\"hash\") VALUES (?) ON CONFLICT (\"hash\") DO UPDATE SET \"hash\" ="
                + " EXCLUDED.\"hash\""
            : "MERGE INTO \"maeul_media_blob\" (\"hash\") KEY (\"hash\") VALUES (?)",
        hash);
  }

  /** No longer known of; hold it first. */
  void forget(String hash) {
    handle.execute("DELETE FROM \"maeul_media_blob\" WHERE \"hash\" = ?", hash);
  }

  boolean isUsed(String hash) {
    return handle
        .createQuery("SELECT 1 FROM \"maeul_media_file\" WHERE \"hash\" = :hash")
        .bind("hash", hash)
        .mapTo(Integer.class)
        .findFirst()
        .isPresent();
  }
}
