#include "dedup/damage.h"

#include "dedup/letter_trigrams.h"

uint32_t ren__damage(const ren__skeleton *sk) {
  if (sk->letters < 3) return 0;
  uint64_t unusual = 0;
  uint32_t row = (uint32_t)sk->letter[0] << 5 | sk->letter[1];
  for (size_t i = 2; i < sk->letters; i++) {
    uint32_t letter = sk->letter[i];
    unusual += ~letter_trigrams[row] >> letter & 1;
    row = (row << 5 | letter) & 1023;
  }
  return (uint32_t)(unusual * 1000 / (sk->letters - 2));
}
