package kr.maeul.review;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import kr.maeul.layer.Layer;
import kr.maeul.store.Transaction;

/** Where photos and recordings are kept. Safe for use by several threads. */
public interface Attachments {

  /** One that was stored. */
  record Stored(String mediaId, Attachment.Medium medium) {}

  /**
   * Stores one that nobody but its sender and the centre can see yet.
   *
   * @param in its bytes, whatever the sender says they are
   * @throws BadDraftException if it is not one that is taken
   */
  Stored take(InputStream in) throws IOException;

  /** The property values by which a feature of the layer holds them; empty where it cannot. */
  Map<String, Object> values(Layer layer, List<Attachment> attachments);

  /** Makes them unreachable for everyone at once, whatever feature holds them. */
  void drop(Transaction transaction, List<String> mediaIds);
}
