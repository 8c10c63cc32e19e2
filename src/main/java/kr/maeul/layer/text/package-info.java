/** Words in both languages: particles, units, choices. */
package kr.maeul.layer.text;
