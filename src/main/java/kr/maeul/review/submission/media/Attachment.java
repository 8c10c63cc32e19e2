package kr.maeul.review.submission.media;

/**
 * A photo or a recording that comes with a contribution.
 *
 * @param mediaId under which it is stored
 * @param alt what is to be seen or heard, for those who cannot
 * @param showsPeople whether somebody can be recognised in it
 */
public record Attachment(String mediaId, Medium medium, String alt, boolean showsPeople) {

  /** What it is. */
  public enum Medium {
    PHOTO,
    SOUND
  }
}
