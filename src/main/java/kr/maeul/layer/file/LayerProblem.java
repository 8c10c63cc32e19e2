package kr.maeul.layer.file;

/**
 * A mistake in a layer file.
 *
 * @param file name of the file
 * @param pointer JSON pointer of the place, empty for the whole file
 * @param message what is wrong and what to do, in English: layer files are written by technicians
 */
public record LayerProblem(String file, String pointer, String message) {
  @Override
  public String toString() {
    return file + (pointer.isEmpty() ? "" : "#" + pointer) + ": " + message;
  }
}
