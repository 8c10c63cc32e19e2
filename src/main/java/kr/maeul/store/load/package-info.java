/** Writing many features at once: a numbered load, what it changed, and taking it back. */
package kr.maeul.store.load;
