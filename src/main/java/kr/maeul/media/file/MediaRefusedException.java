package kr.maeul.media.file;

import kr.maeul.layer.text.Text;

/** Something about photos or sound is not done; says why and what to do instead. */
public final class MediaRefusedException extends RuntimeException {
  private final Reason reason;
  private final transient Text detail;

  /** What kind of refusal. */
  public enum Reason {
    /** More bytes, pixels or minutes than are taken. */
    TOO_LARGE,
    /** By its content, none of the kinds that are taken. */
    UNSUPPORTED,
    /** Broken, cut off, or contradicting itself. */
    INVALID,
    /** It came so slowly that others would have waited for it. */
    TOO_SLOW,
    /** As many are being worked on as there is room for. */
    BUSY,
    /** There is no room for further uploads that belong to nothing yet. */
    FULL,
    /** It is in use where it is. */
    IN_USE,
    /** Seen, but not this caller's to change. */
    NOT_YOURS
  }

  public MediaRefusedException(Reason reason, String ko, String en) {
    super(en, null, false, false);
    this.reason = reason;
    this.detail = new Text(ko, en);
  }

  public Reason reason() {
    return reason;
  }

  public Text detail() {
    return detail;
  }

  public static MediaRefusedException unsupported() {
    return new MediaRefusedException(
        Reason.UNSUPPORTED,
        "사진은 JPEG, PNG, WebP, 소리는 WAV, MP3, M4A, WebM, OGG만 받습니다. 파일의 내용이 이 가운데 하나가 아닙니다.",
        "photos may be JPEG, PNG or WebP, sound WAV, MP3, M4A, WebM or OGG; by its content this file is none of them");
  }

  public static MediaRefusedException broken() {
    return new MediaRefusedException(
        Reason.INVALID,
        "파일이 깨졌거나 끝까지 오지 않았습니다. 다른 프로그램에서 열리는지 확인하고 다시 올려 주세요.",
        "the file is broken or cut off; see whether another program opens it, and upload it again");
  }

  /** What was chosen stays with the sender, who can send it again. */
  public static MediaRefusedException busy() {
    return new MediaRefusedException(
        Reason.BUSY,
        "지금 다른 분들이 사진이나 소리를 보내고 있어 차례가 오지 않았습니다." + " 고른 파일과 쓴 글은 그대로 있으니 1분 뒤 다시 시도해 주세요.",
        "others are sending photos or sound just now, so its turn has not come;"
            + " what you chose and wrote is still there: try again in a minute");
  }

  /** Not even alone is there room for it in the memory that the program has. */
  public static MediaRefusedException tooDear() {
    return new MediaRefusedException(
        Reason.TOO_LARGE,
        "이 서버의 메모리로는 이 사진을 열 수 없습니다. 더 작은 크기로 줄이거나 JPEG로 저장해 올려 주세요.",
        "this server has not the memory to open this photo; make it smaller, or save it as JPEG");
  }
}
