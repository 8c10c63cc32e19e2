package kr.maeul.web.request.refusal;

import java.util.List;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Coordinate;

/** A body that can be read and cannot be taken; carries everything that is wrong with it. */
public final class InvalidContentException extends WebException {
  private final transient List<Fault> faults;

  /**
   * @param pointer JSON pointer into the body; empty for the whole of it
   * @param reason what is wrong and what to do
   * @param spot longitude and latitude of where it is wrong, or null
   */
  public record Fault(String pointer, Text reason, Coordinate spot) {
    public Fault(String pointer, Text reason) {
      this(pointer, reason, null);
    }
  }

  public InvalidContentException(List<Fault> faults) {
    super(faults.get(0).reason());
    this.faults = List.copyOf(faults);
  }

  /** The only thing that is wrong. */
  public static InvalidContentException at(String pointer, Text reason) {
    return new InvalidContentException(List.of(new Fault(pointer, reason)));
  }

  public List<Fault> faults() {
    return faults;
  }
}
