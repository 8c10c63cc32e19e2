package kr.maeul.layer.text;

/** The two languages of the service. Korean is the default everywhere. */
public enum Lang {
  KO("ko"),
  EN("en");

  private final String tag;

  Lang(String tag) {
    this.tag = tag;
  }

  /** The BCP 47 tag, as it stands in {@code lang} attributes and {@code Content-Language}. */
  public String tag() {
    return tag;
  }
}
