import { expect, test } from 'vitest'
import { toBinary, toBits, toInt8, toUbinary, toUint8 } from '../../../emulator/responders/quantize.ts'

const VECTOR = [0.02, -0.04, 0, 0.01, 0.04, 0.03, -0.01, -0.02]

test('bits are the signs of coordinates', () => {
  expect(toBits(VECTOR)).toEqual([1, 0, 0, 1, 1, 1, 0, 0])
})

test('eight bits are packed into a number, the first in its highest place', () => {
  expect(toUbinary(VECTOR)).toEqual([0b10011100])
  expect(toUbinary([...VECTOR, 1])).toEqual([0b10011100, 0b10000000])
})

test('packed bits with a sign are 128 less', () => {
  expect(toBinary(VECTOR)).toEqual([0b10011100 - 128])
  expect(toBinary([-1, -1, -1, -1, -1, -1, -1, -1])).toEqual([-128])
  expect(toBinary([1, 1, 1, 1, 1, 1, 1, 1])).toEqual([127])
})

test('the largest coordinate of a vector becomes 127, or -127', () => {
  expect(toInt8(VECTOR)).toEqual([64, -127, 0, 32, 127, 95, -32, -63])
  expect(toUint8(VECTOR)).toEqual([192, 1, 128, 160, 255, 223, 96, 65])
})

test('a vector of nothing stays one', () => {
  expect(toInt8([0, -0])).toEqual([0, 0])
  expect(toUint8([0])).toEqual([128])
  expect(toInt8([])).toEqual([])
})
