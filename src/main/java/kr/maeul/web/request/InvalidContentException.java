package kr.maeul.web.request;

import java.util.List;
import kr.maeul.layer.Text;

/** A body that can be read and cannot be taken; carries everything that is wrong with it. */
public final class InvalidContentException extends WebException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  /**
   * @param pointer JSON pointer into the body; empty for the whole of it
   * @param reason what is wrong and what to do
   */
  public record Fault(String pointer, Text reason) {}

  public InvalidContentException(List<Fault> faults) {
    super(faults.get(0).reason());
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
