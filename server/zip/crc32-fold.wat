;; Adds words of 16 bytes to others; piece-memory.ts says why.
;; Compiled into crc32-fold.ts, which piece-memory.test.ts compares with this.
(module
  (import "memory" "own" (memory 1))
  ;; Adds to each word from $from up to $end those that stand 145, 183, 211 and 300 words before it, added to already. What
  ;; it reads stays as it is: the sums stand behind the memory's first 300 words, which are those before the first, and the
  ;; last 300 of them take the place of these in the end. Eight words are taken in a turn, and 16 KiB before what comes next
  ;; is written over them, so that they stay in the processor's first cache.
  (func (export "fold") (param $from i32) (param $end i32) (local $at i32) (local $stop i32)
    (loop $block
      (local.set $at (i32.const 0))
      (local.set $stop (i32.add (local.get $from) (i32.const 16384)))
      (if (i32.gt_u (local.get $stop) (local.get $end)) (then (local.set $stop (local.get $end))))
      (loop $turn
        (v128.store offset=4800 (local.get $at)
          (v128.xor
            (v128.load offset=0 (local.get $from))
            (v128.xor
              (v128.xor (v128.load offset=2480 (local.get $at)) (v128.load offset=1872 (local.get $at)))
              (v128.xor (v128.load offset=1424 (local.get $at)) (v128.load offset=0 (local.get $at))))))
        (v128.store offset=4816 (local.get $at)
          (v128.xor
            (v128.load offset=16 (local.get $from))
            (v128.xor
              (v128.xor (v128.load offset=2496 (local.get $at)) (v128.load offset=1888 (local.get $at)))
              (v128.xor (v128.load offset=1440 (local.get $at)) (v128.load offset=16 (local.get $at))))))
        (v128.store offset=4832 (local.get $at)
          (v128.xor
            (v128.load offset=32 (local.get $from))
            (v128.xor
              (v128.xor (v128.load offset=2512 (local.get $at)) (v128.load offset=1904 (local.get $at)))
              (v128.xor (v128.load offset=1456 (local.get $at)) (v128.load offset=32 (local.get $at))))))
        (v128.store offset=4848 (local.get $at)
          (v128.xor
            (v128.load offset=48 (local.get $from))
            (v128.xor
              (v128.xor (v128.load offset=2528 (local.get $at)) (v128.load offset=1920 (local.get $at)))
              (v128.xor (v128.load offset=1472 (local.get $at)) (v128.load offset=48 (local.get $at))))))
        (v128.store offset=4864 (local.get $at)
          (v128.xor
            (v128.load offset=64 (local.get $from))
            (v128.xor
              (v128.xor (v128.load offset=2544 (local.get $at)) (v128.load offset=1936 (local.get $at)))
              (v128.xor (v128.load offset=1488 (local.get $at)) (v128.load offset=64 (local.get $at))))))
        (v128.store offset=4880 (local.get $at)
          (v128.xor
            (v128.load offset=80 (local.get $from))
            (v128.xor
              (v128.xor (v128.load offset=2560 (local.get $at)) (v128.load offset=1952 (local.get $at)))
              (v128.xor (v128.load offset=1504 (local.get $at)) (v128.load offset=80 (local.get $at))))))
        (v128.store offset=4896 (local.get $at)
          (v128.xor
            (v128.load offset=96 (local.get $from))
            (v128.xor
              (v128.xor (v128.load offset=2576 (local.get $at)) (v128.load offset=1968 (local.get $at)))
              (v128.xor (v128.load offset=1520 (local.get $at)) (v128.load offset=96 (local.get $at))))))
        (v128.store offset=4912 (local.get $at)
          (v128.xor
            (v128.load offset=112 (local.get $from))
            (v128.xor
              (v128.xor (v128.load offset=2592 (local.get $at)) (v128.load offset=1984 (local.get $at)))
              (v128.xor (v128.load offset=1536 (local.get $at)) (v128.load offset=112 (local.get $at))))))
        (local.set $at (i32.add (local.get $at) (i32.const 128)))
        (local.set $from (i32.add (local.get $from) (i32.const 128)))
        (br_if $turn (i32.lt_u (local.get $from) (local.get $stop))))
      (memory.copy (i32.const 0) (local.get $at) (i32.const 4800))
      (br_if $block (i32.lt_u (local.get $from) (local.get $end)))))
  ;; Adds to the words from $at up to $end those from $from on.
  (func (export "add") (param $at i32) (param $end i32) (param $from i32)
    (loop $word
      (v128.store (local.get $at) (v128.xor (v128.load (local.get $at)) (v128.load (local.get $from))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $word (i32.lt_u (local.get $at) (local.get $end))))))
