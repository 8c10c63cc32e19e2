/** WebP: what its reader is let to see of a file, and what is looked over before. */
package kr.maeul.media.photo.webp;
