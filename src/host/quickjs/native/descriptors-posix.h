#ifndef LUFF_DESCRIPTORS_POSIX_H
#define LUFF_DESCRIPTORS_POSIX_H

/* Makes all descriptors but the three streams end with the next program that this process becomes or starts. */
void hide_descriptors(void);
/* Undoes that. */
void show_descriptors(void);

#endif
