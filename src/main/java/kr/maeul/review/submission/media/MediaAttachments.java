package kr.maeul.review.submission.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.media.Asker;
import kr.maeul.media.Media;
import kr.maeul.media.Uploader;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.photo.Shot;
import kr.maeul.people.identity.Caller;

/** Photos and recordings of contributions among all photos and sound. */
public final class MediaAttachments implements ContributionMedia {
  private static final String HOLDER = "submission:";

  private final Media media;

  public MediaAttachments(Media media) {
    this.media = media;
  }

  @Override
  public Stored take(InputStream in, long declaredBytes, String key, String sender)
      throws IOException {
    Media.Stored stored = media.take(in, declaredBytes, Uploader.holding(key), sender);
    Shot shot = stored.shot();
    Attachment.Medium medium =
        stored.medium().kind() == MediaKind.PHOTO
            ? Attachment.Medium.PHOTO
            : Attachment.Medium.SOUND;
    boolean hasPlace = shot != null && shot.longitude() != null && shot.latitude() != null;
    return new Stored(
        stored.medium().id(),
        medium,
        hasPlace ? shot.longitude() : Double.NaN,
        hasPlace ? shot.latitude() : Double.NaN);
  }

  @Override
  public Map<String, Object> values(Layer layer, List<Attachment> attachments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Property p : layer.properties()) {
      List<String> ids = p.media() == null ? List.of() : idsOf(p.media(), attachments);
      if (!ids.isEmpty()) {
        values.put(p.name(), p.type() == PropertyType.STRING_LIST ? ids : ids.get(0));
      }
    }
    return values;
  }

  private static List<String> idsOf(MediaKind kind, List<Attachment> attachments) {
    Attachment.Medium wanted =
        kind == MediaKind.PHOTO ? Attachment.Medium.PHOTO : Attachment.Medium.SOUND;
    return attachments.stream().filter(a -> a.medium() == wanted).map(Attachment::mediaId).toList();
  }

  @Override
  public void keep(Transaction t, String submissionId, Collection<String> ids, String key) {
    if (!ids.isEmpty() && !media.keep(t, HOLDER + submissionId, ids, anyone(key)).isEmpty()) {
      throw InvalidDraftException.of(
          "/media",
          "올린 파일 가운데 없어진 것이 있습니다(하루가 지나면 지워집니다). 다시 올려 주세요.",
          "an uploaded file is gone (they are deleted after a day); upload it again");
    }
  }

  /** One that is gone by now needs no words. */
  @Override
  public void describe(Attachment attachment, String key) {
    try {
      media.edit(attachment.mediaId(), Media.Edit.ofAlt(attachment.alt()), anyone(key));
    } catch (MediaRefusedException e) {
      // it is shown by now, with the words that it had
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<FeatureProblem> attach(
      Transaction t, Layer layer, Feature before, Feature after, Caller caller) {
    return media.attach(t, layer, before, after, new Asker(caller, null));
  }

  @Override
  public void release(Transaction t, String submissionId) {
    media.release(t, HOLDER + submissionId);
  }

  @Override
  public void discard(Collection<String> mediaIds) {
    media.discard(mediaIds);
  }

  private static Asker anyone(String key) {
    return new Asker(Caller.ANYONE, key);
  }
}
