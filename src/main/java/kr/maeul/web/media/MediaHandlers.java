package kr.maeul.web.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.layer.text.Text;
import kr.maeul.media.Asker;
import kr.maeul.media.Media;
import kr.maeul.media.Medium;
import kr.maeul.media.Uploader;
import kr.maeul.media.photo.PhotoSize;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.request.ByteRange;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Upload;
import kr.maeul.web.request.refusal.NotFoundException;

/** Uploads, and what became of them. Safe for use by several threads. */
public final class MediaHandlers {
  /** By which somebody without an account shows that an upload is theirs. */
  static final String KEY_HEADER = "Maeul-Upload-Key";

  public static final Operation UPLOAD =
      of("upload", "사진·소리 올리기", "Upload a photo or a recording").readsFile().answers(201);
  public static final Operation DESCRIBE =
      of("medium", "사진·소리 하나", "A photo or a recording").orByKey(KEY_HEADER);
  public static final Operation EDIT =
      of("changeMedium", "설명 쓰기, 얼굴·번호판 가리기", "Describe it, or blur parts of it")
          .orByKey(KEY_HEADER)
          .reads(MediaJson.MEMBERS);
  public static final Operation DELETE =
      of("deleteMedium", "사진·소리 지우기", "Take it away").orByKey(KEY_HEADER).answersNothing(204);

  /** What a form may have beside its file, before it is refused for its length. */
  private static final int FORM_BYTES = 4096;

  private final Media media;
  private final MediaJson json = new MediaJson();

  public MediaHandlers(Media media) {
    this.media = media;
  }

  private static Operation of(String id, String ko, String en) {
    return Operation.of("media", id, ko, en);
  }

  public void upload(Exchange e) throws IOException {
    Upload upload = e.upload();
    boolean isOpen = upload.isForm() && upload.length() < Media.MOST_BYTES + FORM_BYTES;
    long length = isOpen ? -1 : upload.length();
    String account = e.caller().account();
    Media.Stored stored = media.take(upload.content(), length, Uploader.account(account), account);
    e.status(201).header("Location", e.urls().at("/api/media/" + stored.medium().id()));
    e.header("Cache-Control", "no-store");
    e.sendJson(json.of(stored, e.urls()));
  }

  public void describe(Exchange e) throws IOException {
    send(e, media.find(e.pathParam("id"), asker(e)).orElseThrow(MediaHandlers::none));
  }

  public void edit(Exchange e) throws IOException {
    Asker asker = asker(e);
    Medium seen = media.find(e.pathParam("id"), asker).orElseThrow(MediaHandlers::none);
    ObjectNode body = EDIT.whole(e);
    send(e, media.edit(seen.id(), json.edit(body), asker).orElseThrow(MediaHandlers::none));
  }

  public void delete(Exchange e) {
    if (!media.delete(e.pathParam("id"), asker(e))) {
      throw none();
    }
    e.status(204);
  }

  private void send(Exchange e, Medium medium) throws IOException {
    e.header("Cache-Control", "private, no-store");
    e.sendJson(json.of(medium, e.urls()));
  }

  public void photo(Exchange e) throws IOException {
    Optional<PhotoSize> size = PhotoSize.ofWord(e.pathParam("size"));
    Medium photo = seen(e, MediaKind.PHOTO);
    sendFile(e, photo, size.orElseThrow(MediaHandlers::none).word(), ".jpg");
  }

  public void sound(Exchange e) throws IOException {
    Medium sound = seen(e, MediaKind.SOUND);
    String ending =
        switch (sound.type()) {
          case "audio/mpeg" -> ".mp3";
          case "audio/mp4" -> ".m4a";
          case "audio/webm" -> ".webm";
          case "audio/ogg" -> ".ogg";
          default -> ".wav";
        };
    sendFile(e, sound, "sound", ending);
  }

  private Medium seen(Exchange e, MediaKind kind) {
    return media
        .find(e.pathParam("id"), asker(e))
        .filter(m -> m.kind() == kind)
        .orElseThrow(MediaHandlers::none);
  }

  /**
   * A cache asks each time whether the reader still may see it; nothing but this service can know.
   * What is sent may not act as a page, whatever it holds.
   */
  private void sendFile(Exchange e, Medium medium, String which, String ending) throws IOException {
    Medium.StoredFile file = medium.files().get(which);
    String tag = '"' + file.hash() + '"';
    boolean has = e.isUnchanged(tag);
    e.header("Cache-Control", "private, no-cache");
    e.header("Vary", "Cookie, Authorization, " + KEY_HEADER);
    e.header(
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox");
    e.header("Cross-Origin-Resource-Policy", "same-origin");
    if (has) {
      return;
    }
    String name = "maeul-" + medium.id().substring(0, 8) + ending;
    e.header("Content-Disposition", "inline; filename=\"" + name + "\"");
    e.header("Accept-Ranges", "bytes");
    String condition = e.requestHeader("If-Range");
    boolean isSame = condition == null || condition.strip().equals(tag);
    ByteRange range = isSame ? ByteRange.of(e.requestHeader("Range"), file.bytes()) : null;
    if (range != null && range.length() == 0) {
      e.status(416).header("Content-Range", range.header(file.bytes()));
      return;
    }
    long from = range == null ? 0 : range.from();
    long length = range == null ? file.bytes() : range.length();
    try {
      InputStream in = media.open(file, from, length);
      if (range != null) {
        e.status(206).header("Content-Range", range.header(file.bytes()));
      }
      e.sendStream(medium.type(), in, length);
    } catch (FileNotFoundException gone) {
      throw none(); // blurred or deleted since it was looked up
    }
  }

  private static Asker asker(Exchange e) {
    return new Asker(e.caller(), e.requestHeader(KEY_HEADER));
  }

  /** The same for what is not there and for what this caller may not see. */
  private static NotFoundException none() {
    return new NotFoundException(
        new Text("그런 사진이나 소리가 없습니다.", "there is no such photo or recording"));
  }
}
